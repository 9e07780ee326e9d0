package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.account.Note;
import io.florin.protocol.ledger.Entry;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.ledger.Span;
import io.florin.protocol.ledger.Tally;
import io.florin.protocol.ledger.Turnover;
import io.florin.protocol.ledger.Volume;
import io.florin.protocol.wallet.WalletCommand.Deposit;
import io.florin.protocol.wallet.WalletReply;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each call of the app in its own shapes: 12.5 is 12.50 EGP, and no is said the app's way. */
class InstaPayTest {
    private static final String TIME = "2026-03-04T05:06:07.123456Z";

    private final InstaPayEdge app = new InstaPayEdge();

    private String said(String who, String method, String path, String body, String... headers) {
        return app.shown(app.call(who, method, path, body, headers));
    }

    private String sent(String amount) {
        return "{\"sender_email\":\"ann@a.eg\",\"receiver_email\":\"bob@a.eg\",\"amount\":%s}"
                .formatted(amount);
    }

    @Test
    void theAppIsThereOnlyIfItIsConfigured() {
        assertThat(new TestEdge().get("/instapay/health").status()).isEqualTo(404);
        assertThat(app.edge.get("/instapay/health", TestEdge.ANONYMOUS).status()).isEqualTo(200);
    }

    @Test
    void aNewUserHasTheOpeningBalance() {
        assertThat(said("ann", "GET", "users/$ann", ""))
                .isEqualTo(
                        "200 {\"id\":\"$ann\",\"username\":\"ann\",\"email\":\"ann@a.eg\","
                                + "\"balance\":1000.00,\"created_at\":\""
                                + TIME
                                + "\"}");
        assertThat(
                        app.edge.wallets.executed.stream()
                                .map(executed -> executed.request().command())
                                .filter(Deposit.class::isInstance)
                                .map(Deposit.class::cast)
                                .map(deposit -> deposit.account() + " " + deposit.reference()))
                .containsExactly("@grants opening:" + app.ann, "@grants opening:" + app.bob);
    }

    /** The process died after the user was stored, and again after the wallet was. */
    @ParameterizedTest
    @ValueSource(strings = {"Open", "Deposit"})
    void whatDiedWhileRegisteringIsMadeUpForOnce(String dying) {
        var alive = app.edge.wallets.onExecute;
        app.edge.wallets.onExecute =
                (wallet, request) ->
                        request.command().getClass().getSimpleName().equals(dying)
                                ? CompletableFuture.completedStage(new WalletReply.InDoubt())
                                : alive.apply(wallet, request);
        var body = "{\"username\":\"eve\",\"email\":\"eve@a.eg\",\"password\":\"a-good-password\"}";
        assertThat(app.call("anonymous", "POST", "users/register", body).status()).isEqualTo(202);
        app.edge.wallets.onExecute = alive;
        var eve = "{\"email\":\"eve@a.eg\",\"password\":\"a-good-password\"}";
        for (int i = 0; i < 2; i++) {
            var login = app.call("anonymous", "POST", "users/login", eve);
            assertThat(login.status()).as(login.line()).isEqualTo(200);
            assertThat(login.body()).contains("\"token\":\"", "\"balance\":1000.00");
        }
    }

    @Test
    void othersSeeAParty() {
        String party = "200 {\"id\":\"$bob\",\"username\":\"bob\",\"email\":\"bob@a.eg\"}";
        assertThat(said("ann", "GET", "users/$bob", "")).isEqualTo(party);
        assertThat(said("ann", "GET", "users/by-email/BOB@a.eg", "")).isEqualTo(party);
        assertThat(said("operator", "GET", "users/by-email/bob%40a.eg", ""))
                .contains("\"balance\":1000.00");
    }

    @Test
    void moneyIsSent() {
        assertThat(said("ann", "POST", "transactions", sent("12.5")))
                .isEqualTo(
                        "201 {\"id\":\"#\",\"sender_email\":\"ann@a.eg\","
                                + "\"receiver_email\":\"bob@a.eg\",\"amount\":12.50,"
                                + "\"status\":\"completed\",\"created_at\":\""
                                + TIME
                                + "\"}");
        assertThat(app.bank.balances).isEqualTo(Map.of(app.ann, 98_750L, app.bob, 101_250L));
    }

    @Test
    void aRepeatUnderTheSameKeySendsNothingMore() {
        var first = app.call("ann", "POST", "transactions", sent("1"), "Idempotency-Key: k");
        var again = app.call("ann", "POST", "transactions", sent("1"), "Idempotency-Key: k");
        assertThat(again.line()).isEqualTo(first.line());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(app.bank.balances).containsEntry(app.bob, 100_100L);
    }

    @Test
    void noIsSaidTheAppsWay() {
        assertThat(said("ann", "POST", "transactions", sent("1000.01")))
                .isEqualTo(
                        "400 {\"type\":\"/docs#insufficient_funds\",\"title\":\"Insufficient"
                                + " funds\",\"status\":400,\"detail\":\"The available balance does"
                                + " not cover it.\",\"code\":\"insufficient_funds\","
                                + "\"available\":100000,\"required\":100001,\"shortfall\":1,"
                                + "\"error\":\"The available balance does not cover it.\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    anonymous | POST users/register :: {"username":"ann","email":"x@a.eg","password":"12345678"} | 400 username_taken
                    anonymous | POST users/register :: {"username":"new","email":"ANN@a.eg","password":"12345678"} | 400 email_taken
                    anonymous | POST users/login :: {"email":"ann@a.eg","password":"wrong"} | 401 credentials_wrong
                    ann | GET users/by-email/nobody@a.eg | 404 user_not_found
                    ann | GET users/nobody | 404 user_not_found
                    ann | POST transactions :: {"sender_email":"ann@a.eg","receiver_email":"x@a.eg","amount":1} | 404 user_not_found
                    ann | POST transactions :: {"sender_email":"x@a.eg","receiver_email":"bob@a.eg","amount":1} | 404 user_not_found
                    bob | POST transactions :: {"sender_email":"ann@a.eg","receiver_email":"bob@a.eg","amount":1} | 403 forbidden
                    operator | POST transactions :: {"sender_email":"ann@a.eg","receiver_email":"bob@a.eg","amount":1} | 403 forbidden
                    ann | POST transactions :: {"sender_email":"ann@a.eg","receiver_email":"ann@a.eg","amount":1} | 422 self_transfer
                    bob | GET transactions/user/$ann | 403 forbidden
                    bob | GET reports/users/$ann | 403 forbidden
                    ann | GET reports/transactions | 403 forbidden
                    operator | GET reports/transactions?startDate=2026-02-30 | 400 parameter_invalid
                    operator | GET reports/transactions?startDate=2026-03-02&endDate=2026-03-01 | 400 parameter_invalid
                    operator | GET reports/transactions?startDate=2025-03-01&endDate=2026-03-02 | 400 parameter_invalid
                    ann | PUT users/$ann/balance :: {"amount":1} | 403 forbidden
                    operator | PUT users/$ann/balance :: {"amount":-1} | 400 amount_invalid
                    operator | PUT users/nobody/balance :: {"amount":1} | 404 user_not_found
                    operator | PUT users/$ann/pin :: {"password":"a-good-password","pin":"1234"} | 403 forbidden
                    ann | PUT users/$ann/pin :: {"password":"wrong","pin":"1234"} | 401 credentials_wrong
                    ann | DELETE users/$ann/pin | 403 forbidden
                    ann | POST requests :: {"payer_email":"ann@a.eg","amount":1} | 422 self_transfer
                    operator | POST requests :: {"payer_email":"ann@a.eg","amount":1} | 403 forbidden
                    ann | POST requests/nothing/confirm :: {} | 404 request_not_found
                    ann | POST refunds :: {"transaction_id":"nothing"} | 404 transfer_not_found
                    ann | POST refunds/nothing/approve :: {} | 403 forbidden
                    operator | POST refunds/nothing/approve :: {} | 404 request_not_found
                    """)
    void whatIsRefused(String who, String request, String expected) {
        String[] halves = request.strip().split(" :: ", 2);
        String[] words = halves[0].split(" ", 2);
        var reply = app.call(who, words[0], words[1], halves.length < 2 ? "" : halves[1]);
        var code = InstaPayEdge.text(reply, "code");
        assertThat(reply.status() + " " + code).isEqualTo(expected.strip());
        assertThat(InstaPayEdge.text(reply, "error")).isEqualTo(InstaPayEdge.text(reply, "detail"));
    }

    @ParameterizedTest
    @CsvSource({
        "0.01, 0.01",
        "1, 1.00",
        "12.5, 12.50",
        "999.99, 999.99",
        "1e2, 100.00",
        "0.5e1, 5.00"
    })
    void amountsAreExactDecimals(String sent, String shown) {
        assertThat(said("ann", "POST", "transactions", sent(sent)))
                .startsWith("201 ")
                .contains("\"amount\":" + shown + ",");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "0.001",
                "12.500",
                "1e-3",
                "1e99999999999",
                "1e15",
                "1e-99999999999",
                "90071992547409.92",
                "123456789012345678901234567890.5",
                "\"1\"",
                "true"
            })
    void whatIsNoAmountIsRefused(String sent) {
        assertThat(said("ann", "POST", "transactions", sent(sent)))
                .startsWith("400 ")
                .contains("\"code\":\"amount_invalid\"");
    }

    @Test
    void underV1AnAmountIsStillWhole() {
        var body = "{\"from\":\"a\",\"to\":\"b\",\"asset\":\"USD\",\"amount\":1.0}";
        assertThat(app.edge.post("/v1/transfers", body, "Idempotency-Key: k").line())
                .startsWith("400 ")
                .contains("\"code\":\"amount_invalid\"");
    }

    @Test
    void theOperatorSetsABalanceAndTheTrailSaysWhatWas() {
        assertThat(said("operator", "PUT", "users/$ann/balance", "{\"amount\":2.5}"))
                .contains("\"balance\":2.50");
        assertThat(app.bank.balances).containsEntry(app.ann, 250L);
        var entry =
                app.edge.trail.all().stream()
                        .filter(it -> it.kind().equals("balance.adjusted"))
                        .findFirst()
                        .orElseThrow();
        assertThat(entry.target()).isEqualTo("wallet:" + app.ann);
        assertThat(entry.before()).isEqualTo("{\"balance\":1000.00}");
        assertThat(entry.after()).contains("\"balance\":2.50");
    }

    /** Money arrives between the look and the adjustment, three times. */
    @Test
    void aBalanceIsSetExactlyThoughMoneyMoves() {
        var calm = app.edge.wallets.onExecute;
        app.edge.wallets.onExecute =
                (wallet, request) -> {
                    if (app.bank.balances.getOrDefault(app.bob, 0L) < 100_003L) {
                        app.bank.balances.merge(app.ann, 7L, Long::sum);
                        app.bank.balances.merge(app.bob, 1L, Long::sum);
                    }
                    return calm.apply(wallet, request);
                };
        assertThat(said("operator", "PUT", "users/$ann/balance", "{\"amount\":500}"))
                .contains("\"balance\":500.00");
        assertThat(app.bank.balances).containsEntry(app.ann, 50_000L);
    }

    @Test
    void aPinIsAskedOfWhoHasOneAndFiveWrongTriesBlockIt() {
        var pin = "{\"password\":\"a-good-password\",\"pin\":\"1234\"}";
        assertThat(said("ann", "PUT", "users/$ann/pin", pin)).startsWith("200 ");
        assertThat(said("ann", "POST", "transactions", sent("1"))).contains("pin_required");
        assertThat(said("ann", "POST", "transactions", sent("1,\"pin\":\"1234\"")))
                .startsWith("201 ");
        for (int i = 0; i < 5; i++) {
            assertThat(said("ann", "POST", "transactions", sent("1,\"pin\":\"9999\"")))
                    .startsWith("422 ")
                    .contains("pin_wrong");
        }
        var right = sent("1,\"pin\":\"1234\"");
        assertThat(said("ann", "POST", "transactions", right)).startsWith("429 ");
        assertThat(said("operator", "DELETE", "users/$ann/pin", "")).startsWith("200 ");
        assertThat(said("ann", "PUT", "users/$ann/pin", pin)).startsWith("200 ");
        assertThat(said("ann", "POST", "transactions", right)).startsWith("201 ");
    }

    private String asked() {
        var body = "{\"payer_email\":\"bob@a.eg\",\"amount\":20,\"memo\":\"lunch\"}";
        return InstaPayEdge.text(app.call("ann", "POST", "requests", body), "id");
    }

    @Test
    void aRequestIsPaidOnceByItsPayer() {
        String id = asked();
        assertThat(said("bob", "GET", "requests?role=payer", ""))
                .isEqualTo(
                        "200 {\"requests\":[{\"id\":\"#\",\"requester_email\":\"ann@a.eg\","
                            + "\"payer_email\":\"bob@a.eg\",\"amount\":20.00,\"memo\":\"lunch\","
                            + "\"status\":\"pending\",\"created_at\":\""
                                + TIME
                                + "\"}]}");
        assertThat(said("ann", "POST", "requests/" + id + "/confirm", "{}")).startsWith("403 ");
        for (int i = 0; i < 2; i++) {
            assertThat(said("bob", "POST", "requests/" + id + "/confirm", "{}"))
                    .startsWith("200 ")
                    .contains("\"status\":\"completed\"");
        }
        assertThat(app.bank.balances).isEqualTo(Map.of(app.ann, 102_000L, app.bob, 98_000L));
        assertThat(said("bob", "POST", "requests/" + id + "/reject", "{}"))
                .startsWith("409 ")
                .contains("request_finished");
        assertThat(said("ann", "GET", "requests?role=requester", "")).contains("completed");
    }

    @Test
    void whoeverDiesAfterTheMoneyMovedIsMadeUpFor() {
        String confirm = "requests/" + asked() + "/confirm";
        app.edge.requests.forgetsToFinish = true;
        assertThat(said("bob", "POST", confirm, "{}")).startsWith("202 ");
        assertThat(said("bob", "GET", "requests", "")).contains("\"status\":\"processing\"");
        app.edge.requests.forgetsToFinish = false;
        assertThat(said("bob", "POST", confirm, "{}")).contains("\"status\":\"completed\"");
        assertThat(app.bank.balances).isEqualTo(Map.of(app.ann, 102_000L, app.bob, 98_000L));
    }

    @Test
    void whoCannotPayYetCanLater() {
        String confirm = "requests/" + asked() + "/confirm";
        app.call("operator", "PUT", "users/$bob/balance", "{\"amount\":0}");
        assertThat(said("bob", "POST", confirm, "{}")).startsWith("400 ");
        assertThat(said("bob", "GET", "requests", ""))
                .contains("\"status\":\"pending\"", "\"refused\":\"insufficient_funds\"");
        app.call("operator", "PUT", "users/$bob/balance", "{\"amount\":20}");
        assertThat(said("bob", "POST", confirm, "{}")).contains("\"status\":\"completed\"");
        assertThat(app.bank.balances).isEqualTo(Map.of(app.ann, 102_000L, app.bob, 0L));
    }

    @Test
    void anOperatorSendsMoneyBackOnce() {
        var id = InstaPayEdge.text(app.call("ann", "POST", "transactions", sent("30")), "id");
        var body = "{\"transaction_id\":\"" + id + "\",\"reason\":\"wrong Bob\"}";
        var refund = app.call("ann", "POST", "refunds", body);
        assertThat(refund.line()).startsWith("201 ");
        assertThat(app.call("ann", "POST", "refunds", body).line()).isEqualTo(refund.line());
        assertThat(said("bob", "GET", "refunds", "")).isEqualTo("200 {\"refunds\":[]}");
        assertThat(said("operator", "GET", "refunds", "")).contains("wrong Bob");
        app.call("operator", "PUT", "users/$bob/balance", "{\"amount\":10}");
        String approve = "refunds/" + InstaPayEdge.text(refund, "id") + "/approve";
        for (int i = 0; i < 2; i++) {
            assertThat(said("operator", "POST", approve, "{}"))
                    .startsWith("200 ")
                    .contains("\"status\":\"completed\"");
        }
        assertThat(app.bank.balances).isEqualTo(Map.of(app.ann, 100_000L, app.bob, -2_000L));
        assertThat(app.edge.trail.all().stream().map(it -> it.kind()))
                .containsOnlyOnce("refund.approved");
    }

    @Test
    void aHistoryShowsWhatWentBetweenUsers() {
        app.edge.ledger.page =
                new Page<>(
                        List.of(
                                entry("3.0", -1_250, "transfer", "t", app.bob),
                                entry("2.0", 400, "return", "r", "@transit"),
                                entry("1.0", 100_000, "deposit", null, "@grants")),
                        "more");
        assertThat(said("ann", "GET", "transactions/user/$ann", ""))
                .isEqualTo(
                        "200 {\"transactions\":[{\"id\":\"t\",\"sender_email\":\"ann@a.eg\","
                                + "\"receiver_email\":\"bob@a.eg\",\"amount\":12.50,"
                                + "\"status\":\"completed\",\"kind\":\"transfer\",\"created_at\":\""
                                + TIME
                                + "\"},{\"id\":\"r\",\"sender_email\":\"@transit\","
                                + "\"receiver_email\":\"ann@a.eg\",\"amount\":4.00,"
                                + "\"status\":\"returned\",\"kind\":\"return\",\"created_at\":\""
                                + TIME
                                + "\"}],\"next_cursor\":\"more\"}");
    }

    private static Entry entry(
            String id, long amount, String kind, @Nullable String transfer, String counterparty) {
        return new Entry(
                id,
                TestEdge.NOW,
                InstaPayEdge.EGP,
                amount,
                0,
                kind,
                transfer,
                counterparty,
                Note.NONE);
    }

    @Test
    void reportsSumUpDays() {
        var day = LocalDate.parse("2026-03-01");
        var huge = new BigInteger("12345678901234567890123");
        app.edge.ledger.turnovers =
                List.of(
                        new Turnover(day, new Tally(2, huge), Tally.NONE),
                        new Turnover(
                                day.plusDays(2),
                                new Tally(1, BigInteger.ONE),
                                new Tally(1, BigInteger.TEN)));
        var dates = "?startDate=2026-03-01&endDate=2026-03-03";
        assertThat(said("ann", "GET", "reports/users/$ann" + dates + "&groupBy=day", ""))
                .isEqualTo(
                        "200 {\"user_id\":\"$ann\",\"start_date\":\"2026-03-01\","
                                + "\"end_date\":\"2026-03-03\",\"sent\":123456789012345678901.24,"
                                + "\"sent_count\":3,\"received\":0.10,\"received_count\":1,"
                                + "\"periods\":[{\"period\":\"2026-03-01\","
                                + "\"sent\":123456789012345678901.23,\"sent_count\":2,"
                                + "\"received\":0.00,\"received_count\":0},{\"period\":"
                                + "\"2026-03-03\",\"sent\":0.01,\"sent_count\":1,"
                                + "\"received\":0.10,\"received_count\":1}]}");
        app.edge.ledger.volumes =
                List.of(new Volume(day, new Tally(2, BigInteger.TWO), Tally.NONE));
        assertThat(said("operator", "GET", "reports/transactions" + dates, ""))
                .isEqualTo(
                        "200 {\"start_date\":\"2026-03-01\",\"end_date\":\"2026-03-03\","
                                + "\"sent\":0.02,\"sent_count\":2,\"reversed\":0.00,"
                                + "\"reversed_count\":0}");
        assertThat(said("ann", "GET", "reports/users/$ann", "")).startsWith("200 ");
        assertThat(app.edge.ledger.spans.getLast())
                .isEqualTo(
                        new Span(
                                LocalDate.parse("2025-03-04"),
                                LocalDate.parse("2026-03-04"),
                                Span.By.WHOLE));
    }
}
