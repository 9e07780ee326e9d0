package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request that does not fit is refused with its own code, and no wallet ever hears of it. */
class BadRequestTest {
    private final TestEdge edge = new TestEdge();

    @AfterEach
    void noWalletHeardOfIt() {
        assertThat(edge.wallets.executed).isEmpty();
        assertThat(edge.wallets.asked).isEmpty();
    }

    @Test
    void addressesAndMethods() {
        Script.play(
                edge,
                """
                GET /                          | 404 not_found
                GET /v1                        | 404 not_found
                GET /v1/wallet                 | 404 not_found
                GET /v1/wallets/a/             | 404 not_found
                GET /v1/wallets//entries       | 404 not_found
                GET /v1/wallets/a/b/c/d        | 404 not_found
                GET /v1/wallets                | 405 method_not_allowed
                DELETE /v1/wallets/a           | 405 method_not_allowed
                PUT /v1/transfers/t1           | 405 method_not_allowed
                OPTIONS /v1/transfers          | 405 method_not_allowed
                """);
        assertThat(edge.send("DELETE", "/v1/wallets/a", "").header("Allow"))
                .isEqualTo("GET, PATCH");
    }

    @Test
    void callers() {
        Script.play(
                edge,
                """
                POST /v1/deposits key=k as=anonymous :: {$M}         | 401 unauthenticated
                POST /v1/withdrawals key=k as=anonymous :: {$M}      | 401 unauthenticated
                POST /v1/deposits key=k as=service :: {}             | 400 field_missing
                POST /v1/deposits key=k as=operator :: {}            | 400 field_missing
                GET /v1/ledger/check as=anonymous                    | 401 unauthenticated
                GET /v1/ledger/check as=service                      | 403 forbidden
                GET /v1/ledger/check as=nobodys-key-at-all           | 401 unauthenticated
                GET /v1/wallets/a as=nobodys-key-at-all              | 401 unauthenticated
                GET /v1/wallets/a app=elsewhere                      | 404 not_found
                """);
        Script.play(
                edge,
                "POST ",
                """
                /v1/transfers key=k as=ann :: {$T-to,"to":"@external:x"}           | 403 forbidden
                /v1/transfers/t/reversal key=k as=ann :: {"from":"a","force":true} | 403 forbidden
                /v1/wallets as=ann :: {"overdraftLimits":{"USD":1}}                | 403 forbidden
                /v1/wallets as=operator :: {}                                      | 400 field_missing
                """);
    }

    @Test
    void notOneJsonObject() {
        Script.play(
                edge,
                "POST /v1/transfers key=k :: ",
                """
                                  | 400 json_malformed
                []                | 400 json_malformed
                "text"            | 400 json_malformed
                null              | 400 json_malformed
                {                 | 400 json_malformed
                {"from":"a",}     | 400 json_malformed
                {'from':'a'}      | 400 json_malformed
                {"amount":01}     | 400 json_malformed
                {"amount":NaN}    | 400 json_malformed
                {"amount":+1}     | 400 json_malformed
                {"memo":"\\x"}     | 400 json_malformed
                {} {}             | 400 json_malformed
                {} x              | 400 json_malformed
                {}//              | 400 json_malformed
                """);
        var deep = "{\"a\":".repeat(17) + "1" + "}".repeat(17);
        assertThat(edge.post("/v1/wallets", deep).line()).startsWith("400 ").contains("malformed");
    }

    @Test
    void keys() {
        Script.play(
                edge,
                """
                POST /v1/transfers :: {$T}                            | 400 idempotency_key_missing
                POST /v1/deposits as=operator :: {$M}                 | 400 idempotency_key_missing
                POST /v1/withdrawals as=operator :: {$M}              | 400 idempotency_key_missing
                POST /v1/wallets/a/holds :: {$H}                      | 400 idempotency_key_missing
                POST /v1/wallets/a/holds/h/capture :: {"to":"b"}      | 400 idempotency_key_missing
                POST /v1/transfers/t/reversal :: {"from":"a"}         | 400 idempotency_key_missing
                POST /v1/transfers key=ä :: {$T}                      | 400 idempotency_key_invalid
                POST /v1/transfers key=k key=k :: {$T}                | 400 idempotency_key_invalid
                POST /v1/wallets/a/holds/h/release key= ::            | 400 idempotency_key_invalid
                """);
        var key = "Idempotency-Key: " + "k".repeat(256);
        assertThat(edge.post("/v1/wallets", "{\"owner\":\"o\"}", key).body())
                .contains("idempotency_key_invalid");
    }

    @Test
    void queries() {
        Script.play(
                edge,
                """
                GET /v1/wallets/a?fresh=1                          | 400 parameter_invalid
                GET /v1/wallets/a?fresh=true&fresh=true            | 400 parameter_invalid
                GET /v1/wallets/a?stale=true                       | 400 parameter_invalid
                GET /v1/wallets/a?fresh                            | 400 parameter_invalid
                GET /v1/wallets/a/entries?limit=0                  | 400 parameter_invalid
                GET /v1/wallets/a/entries?limit=501                | 400 parameter_invalid
                GET /v1/wallets/a/entries?limit=ten                | 400 parameter_invalid
                GET /v1/wallets/a/entries?limit=99999999999999999999999 | 400 parameter_invalid
                GET /v1/wallets/a/entries?from=yesterday           | 400 parameter_invalid
                GET /v1/wallets/a/entries?from=2026-02-30T00:00:00Z | 400 parameter_invalid
                GET /v1/wallets/a/entries?from=2026-01-01T00:00:00%2B01:00 | 400 parameter_invalid
                GET /v1/wallets/a/entries?cursor=foreign           | 400 parameter_invalid
                GET /v1/wallets/a/entries?asset=EUR                | 422 asset_unknown
                GET /v1/wallets/a/balances?at=2026-03-04T05:06:07.123457Z | 400 parameter_invalid
                POST /v1/transfers?x=1 key=k :: {$T}               | 400 parameter_invalid
                """);
    }

    @Test
    void theDetailNamesThePlace() {
        var body =
                """
                {"from":"a","asset":"USD","legs":[{"to":"b","amount":1},{"to":"c","amount":1.5}]}\
                """;
        var reply = edge.post("/v1/transfers", body, "Idempotency-Key: k");
        assertThat(reply.type()).isEqualTo("application/problem+json");
        assertThat(reply.line())
                .isEqualTo(
                        """
                        400 {"type":"/docs#amount_invalid","title":"Amount invalid","status":400,\
                        "detail":"legs[1].amount must be a whole number of minor units,\
                         1 to 9007199254740991.","code":"amount_invalid"}\
                        """);
    }

    @Test
    void aFieldsNameIsSaidBackHarmlessly() {
        var body = "{\"\\u0001\\u0000<script>" + "x".repeat(1000) + "\":1,\"owner\":\"o\"}";
        var reply = edge.post("/v1/wallets", body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body())
                .contains("field_unknown")
                .contains("??<script>x")
                .hasSizeLessThan(300);
    }

    @Test
    void aBodyOfAnotherType() {
        var reply = edge.send("POST", "/v1/wallets", ContentTypes.TEXT_PLAIN_UTF8, "{}");
        assertThat(reply.line()).startsWith("415 ").contains("unsupported_media_type");
    }

    @Test
    void aBodyOverTheBound() {
        var reply = edge.post("/v1/wallets", "{\"owner\":\"%s\"}".formatted("o".repeat(70_000)));
        assertThat(reply.line()).startsWith("413 ").contains("body_too_large").contains("65536");
    }
}
