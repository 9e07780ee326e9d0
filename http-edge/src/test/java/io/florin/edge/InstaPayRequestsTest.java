package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.account.Note;
import io.florin.protocol.ledger.Entry;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.ledger.Span;
import io.florin.protocol.ledger.Tally;
import io.florin.protocol.ledger.Turnover;
import io.florin.protocol.ledger.Volume;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Asking for money and for money back, and what the read side shows, in the app's shapes. */
class InstaPayRequestsTest {
    private static final String TIME = "2026-03-04T05:06:07.123456Z";

    private final InstaPayEdge app = new InstaPayEdge();

    private String said(String who, String method, String path, String body) {
        return app.shown(app.call(who, method, path, body));
    }

    private static final String THIRTY =
            "{\"sender_email\":\"ann@a.eg\",\"receiver_email\":\"bob@a.eg\",\"amount\":30}";

    private String asked() {
        var body = "{\"payer_email\":\"bob@a.eg\",\"amount\":20,\"memo\":\"lunch\"}";
        return InstaPayEdge.text(app.call("ann", "POST", "requests", body), "id");
    }

    @Test
    void whateverChangesSomethingTakesAKey() {
        String key = "Idempotency-Key: k";
        var ask = "{\"payer_email\":\"bob@a.eg\",\"amount\":20}";
        var first = app.call("ann", "POST", "requests", ask, key);
        var again = app.call("ann", "POST", "requests", ask, key);
        assertThat(again.line()).isEqualTo(first.line());
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        var eve = InstaPayEdge.registration("eve");
        var registered = app.call("anonymous", "POST", "users/register", eve, key);
        var repeated = app.call("anonymous", "POST", "users/register", eve, key);
        assertThat(repeated.line()).isEqualTo(registered.line());
        assertThat(registered.header("Idempotent-Replayed")).isEmpty();
        assertThat(repeated.header("Idempotent-Replayed")).isEqualTo("true");
        for (String path :
                List.of(
                        "requests/x/confirm",
                        "requests/x/reject",
                        "refunds/x/approve",
                        "refunds/x/reject")) {
            String who = path.startsWith("refunds") ? "operator" : "bob";
            assertThat(
                            app.call(who, "POST", path, "{}", "Idempotency-Key: " + "k".repeat(256))
                                    .line())
                    .contains("idempotency_key_invalid");
            assertThat(app.call(who, "POST", path, "{}", key).line()).contains("request_not_found");
        }
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

    /** The sweeper's part; whatever it finds, the one who confirmed may be at it, too. */
    @Test
    void whatNobodyConfirmsAgainIsGoneOnWith() {
        String id = asked();
        app.edge.requests.forgetsToFinish = true;
        assertThat(said("bob", "POST", "requests/" + id + "/confirm", "{}")).startsWith("202 ");
        app.edge.requests.forgetsToFinish = false;
        var accepted = app.edge.requests.all().getFirst();
        for (int time = 0; time < 2; time++) {
            TestEdge.now(app.edge.routes.goOn(accepted));
            assertThat(said("bob", "GET", "requests", "")).contains("\"status\":\"completed\"");
        }
        assertThat(said("bob", "POST", "requests/" + id + "/confirm", "{}"))
                .contains("\"status\":\"completed\"");
        assertThat(app.bank.balances).isEqualTo(Map.of(app.ann, 102_000L, app.bob, 98_000L));
    }

    @Test
    void whatIsGoneOnWithAndCannotBePaidIsPendingAgain() {
        String id = asked();
        app.call("operator", "PUT", "users/$bob/balance", "{\"amount\":0}");
        app.edge.requests.forgetsToFinish = true;
        said("bob", "POST", "requests/" + id + "/confirm", "{}");
        app.edge.requests.forgetsToFinish = false;
        TestEdge.now(app.edge.routes.goOn(app.edge.requests.all().getFirst()));
        assertThat(said("bob", "GET", "requests", ""))
                .contains("\"status\":\"pending\"", "\"refused\":\"insufficient_funds\"");
    }

    @Test
    void anApprovedRefundIsGoneOnWith() {
        var sent = InstaPayEdge.text(app.call("ann", "POST", "transactions", THIRTY), "id");
        var body = "{\"transaction_id\":\"" + sent + "\"}";
        var refund = InstaPayEdge.text(app.call("ann", "POST", "refunds", body), "id");
        app.edge.requests.forgetsToFinish = true;
        said("operator", "POST", "refunds/" + refund + "/approve", "{}");
        app.edge.requests.forgetsToFinish = false;
        TestEdge.now(app.edge.routes.goOn(app.edge.requests.all().getFirst()));
        assertThat(said("ann", "GET", "refunds", "")).contains("\"status\":\"completed\"");
        assertThat(app.bank.balances).isEqualTo(Map.of(app.ann, 100_000L, app.bob, 100_000L));
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
        var id = InstaPayEdge.text(app.call("ann", "POST", "transactions", THIRTY), "id");
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
