package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.wallet.OverdraftLimits;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.Terms;
import io.florin.protocol.wallet.WalletCommand.Deposit;
import io.florin.protocol.wallet.WalletCommand.Open;
import io.florin.protocol.wallet.WalletReply;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
                .containsExactly(
                        "@grants opening:" + app.ann + ":EGP",
                        "@grants opening:" + app.bob + ":EGP");
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

    /** Ann was there first; nothing is granted or sent to what is not Eve's. */
    @Test
    void aWalletOfAUsersIdThatIsAnothersGetsNothing() {
        var alive = app.edge.wallets.onExecute;
        app.edge.wallets.replies(new WalletReply.InDoubt());
        var pending =
                app.call("anonymous", "POST", "users/register", InstaPayEdge.registration("eve"));
        String eve = InstaPayEdge.text(pending, "id");
        var open = new Open(app.ann, OverdraftLimits.NONE, Map.of());
        var theirs = new WalletId("instapay", eve);
        var opened = alive.apply(theirs, new Request(null, open, Terms.FREE));
        assertThat(TestEdge.now(opened)).isInstanceOf(WalletReply.Done.class);
        app.edge.wallets.onExecute = alive;
        assertThat(said("operator", "GET", "users/" + eve, ""))
                .startsWith("409 ")
                .contains("wallet_exists");
        assertThat(said("ann", "POST", "transactions", sent("1").replace("bob", "eve")))
                .startsWith("409 ");
        assertThat(app.bank.balances)
                .isEqualTo(Map.of(app.ann, 100_000L, app.bob, 100_000L, eve, 0L));
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
}
