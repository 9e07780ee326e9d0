package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A body that does not fit is refused with its own code, and no wallet ever hears of it. */
class BadFieldsTest {
    private final TestEdge edge = new TestEdge();

    @AfterEach
    void noWalletHeardOfIt() {
        assertThat(edge.wallets.executed).isEmpty();
        assertThat(edge.wallets.asked).isEmpty();
    }

    @Test
    void fieldsOfATransfer() {
        Script.play(
                edge,
                "POST /v1/transfers key=k :: ",
                """
                {}                                                 | 400 field_missing
                {$T-amount}                                        | 400 field_missing
                {$T-to}                                            | 400 field_missing
                {$T-to-amount}                                     | 400 field_missing
                {$T,"x":1}                                         | 400 field_unknown
                {$T,"from":"a"}                                    | 400 field_duplicate
                {$T-from,"from":null}                              | 400 field_invalid
                {$T-amount,"amount":null}                          | 400 field_invalid
                {$T-asset,"asset":7}                               | 400 field_invalid
                {$T,"memo":7}                                      | 400 field_invalid
                {$T,"memo":"\\u0000"}                               | 400 field_invalid
                {$T,"memo":"\\ud800"}                               | 400 field_invalid
                {$T,"memo":"\\u001b"}                               | 400 field_invalid
                {$T,"metadata":{"a":1}}                            | 400 field_invalid
                {$T,"metadata":{"":"x"}}                           | 400 field_invalid
                {$T,"metadata":{"a":"x","a":"y"}}                  | 400 field_duplicate
                {$T,"allOrNothing":"true"}                         | 400 field_invalid
                {$T,"legs":[]}                                     | 400 field_invalid
                {$T-to-amount,"legs":[]}                           | 400 field_invalid
                {$T-to-amount,"legs":{}}                           | 400 field_invalid
                {$T-to-amount,"legs":[7]}                          | 400 field_invalid
                {$T-to-amount,"legs":[{"to":"b"}]}                 | 400 field_missing
                {$T-to-amount,"legs":[{"to":"b","amount":1,"x":1}]} | 400 field_unknown
                {$T-asset,"asset":"EUR"}                           | 422 asset_unknown
                {$T-asset,"asset":"usd"}                           | 422 asset_unknown
                {$T-asset,"asset":""}                              | 422 asset_unknown
                """);
    }

    @Test
    void amounts() {
        Script.play(
                edge,
                "POST /v1/transfers key=k :: ",
                """
                {$T-amount,"amount":0}                                       | 400 amount_invalid
                {$T-amount,"amount":-1}                                      | 400 amount_invalid
                {$T-amount,"amount":-0}                                      | 400 amount_invalid
                {$T-amount,"amount":1.5}                                     | 400 amount_invalid
                {$T-amount,"amount":1.0}                                     | 400 amount_invalid
                {$T-amount,"amount":1e3}                                     | 400 amount_invalid
                {$T-amount,"amount":"1"}                                     | 400 amount_invalid
                {$T-amount,"amount":true}                                    | 400 amount_invalid
                {$T-amount,"amount":[1]}                                     | 400 amount_invalid
                {$T-amount,"amount":9007199254740992}                        | 400 amount_invalid
                {$T-amount,"amount":9223372036854775808}                     | 400 amount_invalid
                {$T-amount,"amount":99999999999999999999999999999999999999}  | 400 amount_invalid
                {$T-to-amount,"legs":[{"to":"b","amount":0}]}                | 400 amount_invalid
                """);
        Script.play(
                edge,
                "POST /v1/wallets :: ",
                """
                {"owner":"o","overdraftLimits":{"USD":-1}}    | 400 amount_invalid
                {"owner":"o","overdraftLimits":{"USD":1.5}}   | 400 amount_invalid
                {"owner":"o","overdraftLimits":{"EUR":1}}     | 422 asset_unknown
                """);
    }

    @Test
    void legsThatAddUpToTooMuch() {
        var legs = "{\"to\":\"b\",\"amount\":9007199254740991},{\"to\":\"c\",\"amount\":1}";
        var body = Script.expanded("{$T-to-amount,\"legs\":[%s]}".formatted(legs));
        assertThat(edge.post("/v1/transfers", body, "Idempotency-Key: k").line())
                .startsWith("400 ")
                .contains("amount_invalid");
    }

    @Test
    void ids() {
        Script.play(
                edge,
                """
                POST /v1/transfers :: {$T,"id":""}                                 | 400 id_invalid
                POST /v1/transfers :: {$T,"id":"-a"}                               | 400 id_invalid
                POST /v1/transfers :: {$T,"id":"a/b"}                              | 400 id_invalid
                POST /v1/transfers :: {$T,"id":7}                                  | 400 id_invalid
                POST /v1/transfers :: {$T,"id":"ä"}                                | 400 id_invalid
                POST /v1/transfers :: {$T,"id":"a\\n"}                              | 400 id_invalid
                POST /v1/transfers key=k :: {$T-from,"from":"@fees"}               | 400 id_invalid
                POST /v1/transfers key=k :: {$T-to,"to":"@transit"}                | 400 id_invalid
                POST /v1/transfers key=k :: {$T-to,"to":"@suspense"}               | 400 id_invalid
                POST /v1/transfers key=k :: {$T-to,"to":"@"}                       | 400 id_invalid
                GET /v1/wallets/-a                                                 | 400 id_invalid
                GET /v1/wallets/a%2Fb                                              | 400 id_invalid
                GET /v1/wallets/a/holds/h%20                                       | 400 id_invalid
                GET /v1/transfers/t1?from=@fees                                    | 400 id_invalid
                """);
        var path = "/v1/wallets/" + "a".repeat(65);
        assertThat(edge.get(path).line()).startsWith("400 ").contains("id_invalid");
    }

    @Test
    void otherCalls() {
        Script.play(
                edge,
                """
                POST /v1/wallets :: {"owner":""}                             | 400 field_invalid
                POST /v1/wallets :: {}                                       | 400 field_missing
                PATCH /v1/wallets/a :: {}                                    | 400 field_missing
                PATCH /v1/wallets/a ::                                       | 400 json_malformed
                PATCH /v1/wallets/a :: {"status":"absent"}                   | 400 field_invalid
                PATCH /v1/wallets/a :: {"debits":"BLOCKED"}                  | 400 field_invalid
                POST /v1/wallets/a/holds/h/capture key=k :: {}               | 400 field_missing
                POST /v1/wallets/a/holds/h/capture key=k :: {"to":"b","final":1} | 400 field_invalid
                POST /v1/wallets/a/holds/h/release :: {"amount":1}           | 400 field_unknown
                POST /v1/transfers/t/reversal key=k :: {"from":"a","leg":100} | 400 field_invalid
                POST /v1/transfers/t/reversal key=k :: {"from":"a","leg":-1} | 400 field_invalid
                """);
        Script.play(
                edge,
                "POST /v1/wallets/a/holds key=k :: ",
                """
                {$H,"expiresInSeconds":0}           | 400 field_invalid
                {$H,"expiresInSeconds":315360001}   | 400 field_invalid
                {$H,"expiresInSeconds":1.5}         | 400 field_invalid
                """);
        Script.play(
                edge,
                "POST /v1/deposits key=k as=operator :: ",
                """
                {$M-account,"account":"bank"}       | 400 field_invalid
                {$M-account,"account":"@transit"}   | 400 field_invalid
                {$M,"reference":""}                 | 400 field_invalid
                """);
    }

    @Test
    void inBulk() {
        Script.play(
                edge,
                "POST /v1/transfers/bulk :: ",
                """
                {"transfers":[]}                  | 400 field_invalid
                {"transfers":[{"from":"a"}]}      | 400 field_missing
                {"transfers":[{"id":"-"}]}        | 400 id_invalid
                {"transfers":[1]}                 | 400 field_invalid
                """);
        var items = "{\"id\":\"t\"},".repeat(1_000) + "{\"id\":\"t\"}";
        var reply = edge.post("/v1/transfers/bulk", "{\"transfers\":[%s]}".formatted(items));
        assertThat(reply.line()).startsWith("400 ").contains("an array of 1 to 1000 items");
    }

    /** Each line has every fault of the lines below it, and the first is given. */
    @Test
    void ofSeveralFaultsTheFirstIsGiven() {
        Script.play(
                edge,
                "POST /v1/transfers",
                """
                ?x=1 :: {"z":1,"from":"a","from":"b","asset":7,"amount":0} | 400 field_unknown
                ?x=1 :: {"from":"a","from":"b","asset":7,"amount":0,"id":"-"} | 400 field_duplicate
                ?x=1 :: {"from":"a","asset":7,"amount":0,"id":"-"}        | 400 field_missing
                ?x=1 :: {$T-asset-amount,"asset":7,"amount":0,"id":"-"}   | 400 field_invalid
                ?x=1 :: {$T-asset-amount,"asset":"E","amount":0,"id":"-"} | 400 amount_invalid
                ?x=1 :: {$T-asset,"asset":"EUR","id":"-"}                 | 400 id_invalid
                ?x=1 :: {$T-asset,"asset":"EUR"}                          | 400 parameter_invalid
                 :: {$T-asset,"asset":"EUR"}                         | 400 idempotency_key_missing
                 key=ä :: {$T-asset,"asset":"EUR"}                   | 400 idempotency_key_invalid
                 key=k :: {$T-asset,"asset":"EUR"}                   | 422 asset_unknown
                """);
    }
}
