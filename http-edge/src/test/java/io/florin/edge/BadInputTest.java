package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What does not fit is refused with its own code, and no wallet ever hears of it. */
class BadInputTest {
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
                POST /v1/deposits key=k :: {}                       | 401 unauthenticated
                POST /v1/withdrawals key=k :: {}                    | 401 unauthenticated
                GET /v1/ledger/check                                | 401 unauthenticated
                GET /v1/ledger/check as=service                     | 403 forbidden
                GET /v1/ledger/check as=nobodys-key-at-all          | 401 unauthenticated
                GET /v1/wallets/a as=nobodys-key-at-all             | 401 unauthenticated
                GET /v1/wallets/a app=elsewhere                     | 404 not_found
                POST /v1/deposits key=k as=service :: {}            | 400 field_missing
                POST /v1/deposits key=k as=operator :: {}           | 400 field_missing
                POST /v1/transfers/t1/reversal key=k :: {"from":"a","force":true} | 401 unauthenticated
                POST /v1/transfers key=k :: {"from":"a","to":"@external:bank","asset":"USD","amount":1} | 401 unauthenticated
                """);
    }

    @Test
    void notOneJsonObject() {
        Script.play(
                edge,
                """
                POST /v1/transfers key=k ::                                         | 400 json_malformed
                POST /v1/transfers key=k :: []                                      | 400 json_malformed
                POST /v1/transfers key=k :: "text"                                  | 400 json_malformed
                POST /v1/transfers key=k :: null                                    | 400 json_malformed
                POST /v1/transfers key=k :: {                                       | 400 json_malformed
                POST /v1/transfers key=k :: {"from":"a",}                           | 400 json_malformed
                POST /v1/transfers key=k :: {'from':'a'}                            | 400 json_malformed
                POST /v1/transfers key=k :: {"amount":01}                           | 400 json_malformed
                POST /v1/transfers key=k :: {"amount":NaN}                          | 400 json_malformed
                POST /v1/transfers key=k :: {"amount":+1}                           | 400 json_malformed
                POST /v1/transfers key=k :: {} {}                                   | 400 json_malformed
                POST /v1/transfers key=k :: {} x                                    | 400 json_malformed
                POST /v1/transfers key=k :: {}//                                    | 400 json_malformed
                POST /v1/transfers key=k :: {"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}}}}}}}}}}} | 400 json_malformed
                """);
    }

    @Test
    void fieldsOfATransfer() {
        Script.play(
                edge,
                """
                POST /v1/transfers key=k :: {}                                                         | 400 field_missing
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"USD"}                        | 400 field_missing
                POST /v1/transfers key=k :: {"from":"a","asset":"USD"}                                 | 400 field_missing
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"USD","amount":1,"x":1}       | 400 field_unknown
                POST /v1/transfers key=k :: {"from":"a","from":"a","to":"b","asset":"USD","amount":1}  | 400 field_duplicate
                POST /v1/transfers key=k :: {"from":null,"to":"b","asset":"USD","amount":1}            | 400 field_invalid
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"USD","amount":null}          | 400 field_invalid
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":7,"amount":1}                 | 400 field_invalid
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"USD","amount":1,"memo":7}    | 400 field_invalid
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"USD","amount":1,"memo":"\\u0000"} | 400 field_invalid
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"USD","amount":1,"memo":"\\ud800"} | 400 field_invalid
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"USD","amount":1,"metadata":{"a":1}} | 400 field_invalid
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"USD","amount":1,"metadata":{"":"x"}} | 400 field_invalid
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"USD","amount":1,"metadata":{"a":"x","a":"y"}} | 400 field_duplicate
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"USD","amount":1,"allOrNothing":"true"} | 400 field_invalid
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"USD","amount":1,"legs":[]}   | 400 field_invalid
                POST /v1/transfers key=k :: {"from":"a","asset":"USD","legs":[]}                       | 400 field_invalid
                POST /v1/transfers key=k :: {"from":"a","asset":"USD","legs":{}}                       | 400 field_invalid
                POST /v1/transfers key=k :: {"from":"a","asset":"USD","legs":[7]}                      | 400 field_invalid
                POST /v1/transfers key=k :: {"from":"a","asset":"USD","legs":[{"to":"b"}]}             | 400 field_missing
                POST /v1/transfers key=k :: {"from":"a","asset":"USD","legs":[{"to":"b","amount":1,"memo":"x"}]} | 400 field_unknown
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"EUR","amount":1}             | 422 asset_unknown
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"usd","amount":1}             | 422 asset_unknown
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"","amount":1}                | 422 asset_unknown
                """);
    }

    @Test
    void amounts() {
        Script.play(
                edge,
                """
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"USD","amount":0}                   | 400 amount_invalid
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"USD","amount":-1}                  | 400 amount_invalid
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"USD","amount":-0}                  | 400 amount_invalid
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"USD","amount":1.5}                 | 400 amount_invalid
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"USD","amount":1.0}                 | 400 amount_invalid
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"USD","amount":1e3}                 | 400 amount_invalid
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"USD","amount":"1"}                 | 400 amount_invalid
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"USD","amount":true}                | 400 amount_invalid
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"USD","amount":[1]}                 | 400 amount_invalid
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"USD","amount":9007199254740992}    | 400 amount_invalid
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"USD","amount":9223372036854775808} | 400 amount_invalid
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"USD","amount":99999999999999999999999999999999999999} | 400 amount_invalid
                POST /v1/transfers key=k :: {"from":"a","asset":"USD","legs":[{"to":"b","amount":0}]}        | 400 amount_invalid
                POST /v1/transfers key=k :: {"from":"a","asset":"USD","legs":[{"to":"b","amount":9007199254740991},{"to":"c","amount":1}]} | 400 amount_invalid
                POST /v1/wallets :: {"owner":"o","overdraftLimits":{"USD":-1}}                               | 400 amount_invalid
                POST /v1/wallets :: {"owner":"o","overdraftLimits":{"USD":1.5}}                              | 400 amount_invalid
                POST /v1/wallets :: {"owner":"o","overdraftLimits":{"EUR":1}}                                | 422 asset_unknown
                """);
    }

    @Test
    void ids() {
        Script.play(
                edge,
                """
                POST /v1/transfers :: {"id":"","from":"a","to":"b","asset":"USD","amount":1}            | 400 id_invalid
                POST /v1/transfers :: {"id":"-a","from":"a","to":"b","asset":"USD","amount":1}          | 400 id_invalid
                POST /v1/transfers :: {"id":"a/b","from":"a","to":"b","asset":"USD","amount":1}         | 400 id_invalid
                POST /v1/transfers :: {"id":7,"from":"a","to":"b","asset":"USD","amount":1}             | 400 id_invalid
                POST /v1/transfers :: {"id":"ä","from":"a","to":"b","asset":"USD","amount":1}           | 400 id_invalid
                POST /v1/transfers :: {"id":"a\\n","from":"a","to":"b","asset":"USD","amount":1}        | 400 id_invalid
                POST /v1/transfers key=k :: {"from":"@fees","to":"b","asset":"USD","amount":1}          | 400 id_invalid
                POST /v1/transfers key=k :: {"from":"a","to":"@transit","asset":"USD","amount":1}       | 400 id_invalid
                POST /v1/transfers key=k :: {"from":"a","to":"@suspense","asset":"USD","amount":1}      | 400 id_invalid
                POST /v1/transfers key=k :: {"from":"a","to":"@","asset":"USD","amount":1}              | 400 id_invalid
                POST /v1/transfers key=k :: {"from":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","to":"b","asset":"USD","amount":1} | 400 id_invalid
                GET /v1/wallets/-a                                                                       | 400 id_invalid
                GET /v1/wallets/a%2Fb                                                                    | 400 id_invalid
                GET /v1/wallets/a/holds/h%20                                                             | 400 id_invalid
                GET /v1/transfers/t1?from=@fees                                                          | 400 id_invalid
                POST /v1/deposits key=k as=operator :: {"wallet":"a","asset":"USD","amount":1,"account":"bank"}     | 400 field_invalid
                POST /v1/deposits key=k as=operator :: {"wallet":"a","asset":"USD","amount":1,"account":"@transit"} | 400 field_invalid
                """);
    }

    @Test
    void keys() {
        Script.play(
                edge,
                """
                POST /v1/transfers :: {"from":"a","to":"b","asset":"USD","amount":1}                         | 400 idempotency_key_missing
                POST /v1/deposits as=operator :: {"wallet":"a","asset":"USD","amount":1,"account":"@external:b"}    | 400 idempotency_key_missing
                POST /v1/withdrawals as=operator :: {"wallet":"a","asset":"USD","amount":1,"account":"@external:b"} | 400 idempotency_key_missing
                POST /v1/wallets/a/holds :: {"asset":"USD","amount":1}                                       | 400 idempotency_key_missing
                POST /v1/wallets/a/holds/h/capture :: {"to":"b"}                                             | 400 idempotency_key_missing
                POST /v1/transfers/t/reversal :: {"from":"a"}                                                | 400 idempotency_key_missing
                POST /v1/transfers key=ä :: {"from":"a","to":"b","asset":"USD","amount":1}                   | 400 idempotency_key_invalid
                POST /v1/transfers key=k key=k :: {"from":"a","to":"b","asset":"USD","amount":1}             | 400 idempotency_key_invalid
                POST /v1/wallets/a/holds/h/release key= ::                                                   | 400 idempotency_key_invalid
                """);
        var key = "k".repeat(256);
        assertThat(edge.post("/v1/wallets", "{\"owner\":\"o\"}", "Idempotency-Key: " + key).body())
                .contains("idempotency_key_invalid");
    }

    @Test
    void queries() {
        Script.play(
                edge,
                """
                GET /v1/wallets/a?fresh=1                        | 400 parameter_invalid
                GET /v1/wallets/a?fresh=true&fresh=true          | 400 parameter_invalid
                GET /v1/wallets/a?stale=true                     | 400 parameter_invalid
                GET /v1/wallets/a?fresh                          | 400 parameter_invalid
                GET /v1/wallets/a/entries?limit=0                | 400 parameter_invalid
                GET /v1/wallets/a/entries?limit=501              | 400 parameter_invalid
                GET /v1/wallets/a/entries?limit=ten              | 400 parameter_invalid
                GET /v1/wallets/a/entries?limit=99999999999999999999999 | 400 parameter_invalid
                GET /v1/wallets/a/entries?from=yesterday         | 400 parameter_invalid
                GET /v1/wallets/a/entries?from=2026-02-30T00:00:00Z | 400 parameter_invalid
                GET /v1/wallets/a/entries?from=2026-01-01T00:00:00%2B01:00 | 400 parameter_invalid
                GET /v1/wallets/a/entries?cursor=foreign         | 400 parameter_invalid
                GET /v1/wallets/a/entries?asset=EUR              | 422 asset_unknown
                GET /v1/wallets/a/balances?at=2026-03-04T05:06:07.123457Z | 400 parameter_invalid
                POST /v1/transfers?x=1 key=k :: {"from":"a","to":"b","asset":"USD","amount":1} | 400 parameter_invalid
                """);
    }

    @Test
    void otherCalls() {
        Script.play(
                edge,
                """
                POST /v1/wallets :: {"owner":""}                                     | 400 field_invalid
                POST /v1/wallets :: {}                                               | 400 field_missing
                PATCH /v1/wallets/a :: {}                                            | 400 field_missing
                PATCH /v1/wallets/a ::                                               | 400 json_malformed
                PATCH /v1/wallets/a :: {"status":"absent"}                           | 400 field_invalid
                PATCH /v1/wallets/a :: {"debits":"BLOCKED"}                          | 400 field_invalid
                POST /v1/wallets/a/holds key=k :: {"asset":"USD","amount":1,"expiresInSeconds":0}         | 400 field_invalid
                POST /v1/wallets/a/holds key=k :: {"asset":"USD","amount":1,"expiresInSeconds":315360001} | 400 field_invalid
                POST /v1/wallets/a/holds key=k :: {"asset":"USD","amount":1,"expiresInSeconds":1.5}       | 400 field_invalid
                POST /v1/wallets/a/holds/h/capture key=k :: {}                       | 400 field_missing
                POST /v1/wallets/a/holds/h/capture key=k :: {"to":"b","final":1}     | 400 field_invalid
                POST /v1/wallets/a/holds/h/release :: {"amount":1}                   | 400 field_unknown
                POST /v1/transfers/t/reversal key=k :: {"from":"a","leg":100}        | 400 field_invalid
                POST /v1/transfers/t/reversal key=k :: {"from":"a","leg":-1}         | 400 field_invalid
                POST /v1/transfers/bulk :: {"transfers":[]}                          | 400 field_invalid
                POST /v1/transfers/bulk :: {"transfers":[{"from":"a"}]}              | 400 field_missing
                POST /v1/transfers/bulk :: {"transfers":[{"id":"-"}]}                | 400 id_invalid
                POST /v1/transfers/bulk :: {"transfers":[1]}                         | 400 field_invalid
                """);
    }

    /** Each line has every fault of the lines below it, and the first is given. */
    @Test
    void ofSeveralFaultsTheFirstIsGiven() {
        Script.play(
                edge,
                """
                POST /v1/transfers?x=1 :: {"z":1,"from":"a","from":"b","asset":7,"amount":0,"id":"-"}            | 400 field_unknown
                POST /v1/transfers?x=1 :: {"from":"a","from":"b","asset":7,"amount":0,"id":"-"}                  | 400 field_duplicate
                POST /v1/transfers?x=1 :: {"from":"a","asset":7,"amount":0,"id":"-"}                             | 400 field_missing
                POST /v1/transfers?x=1 :: {"from":"a","to":"b","asset":7,"amount":0,"id":"-"}                    | 400 field_invalid
                POST /v1/transfers?x=1 :: {"from":"a","to":"b","asset":"EUR","amount":0,"id":"-"}                | 400 amount_invalid
                POST /v1/transfers?x=1 :: {"from":"a","to":"b","asset":"EUR","amount":1,"id":"-"}                | 400 id_invalid
                POST /v1/transfers?x=1 :: {"from":"a","to":"b","asset":"EUR","amount":1}                         | 400 parameter_invalid
                POST /v1/transfers :: {"from":"a","to":"b","asset":"EUR","amount":1}                             | 400 idempotency_key_missing
                POST /v1/transfers key=ä :: {"from":"a","to":"b","asset":"EUR","amount":1}                       | 400 idempotency_key_invalid
                POST /v1/transfers key=k :: {"from":"a","to":"b","asset":"EUR","amount":1}                       | 422 asset_unknown
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
                        "400 {\"type\":\"/docs#amount_invalid\",\"title\":\"Amount invalid\","
                                + "\"status\":400,\"detail\":\"legs[1].amount must be a whole"
                                + " number of minor units, 1 to 9007199254740991.\","
                                + "\"code\":\"amount_invalid\"}");
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

    @Test
    void tooManyTransfersInBulk() {
        var items = "{\"id\":\"t\"},".repeat(1_000) + "{\"id\":\"t\"}";
        var reply = edge.post("/v1/transfers/bulk", "{\"transfers\":[%s]}".formatted(items));
        assertThat(reply.line()).startsWith("400 ").contains("an array of 1 to 1000 items");
    }
}
