package io.florin.edge;

import static io.florin.edge.Samples.ALICE;
import static io.florin.edge.Samples.BOB;
import static io.florin.edge.Samples.NOTE;
import static io.florin.edge.Samples.STAR;
import static io.florin.edge.Samples.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.edge.health.Health.Check;
import io.florin.edge.health.Health.Report;
import io.florin.protocol.account.Note;
import io.florin.protocol.ledger.BalancesAt;
import io.florin.protocol.ledger.BalancesAt.Owned;
import io.florin.protocol.ledger.Entry;
import io.florin.protocol.ledger.EntryFilter;
import io.florin.protocol.ledger.LedgerCheck;
import io.florin.protocol.ledger.LedgerCheck.AssetSum;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.wallet.Answer.OfTransfer;
import io.florin.protocol.wallet.WalletReply.Done;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is shown of wallets, of the read side and of the node's health. */
class ReadsTest {
    private static final String OPERATOR = "X-Api-Key: " + TestEdge.OPERATOR_KEY;

    private final TestEdge edge = new TestEdge();

    @Test
    void aWalletAndItsVersion() {
        edge.wallets.knows(new Done(Samples.wallet(), false));
        var reply = edge.get("/v1/wallets/alice");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("ETag")).isEqualTo("W/\"7\"");
        var known = edge.get("/v1/wallets/alice", "If-None-Match: \"6\", W/\"7\"");
        assertThat(known.line()).isEqualTo("304 ");
        assertThat(edge.get("/v1/wallets/alice", "If-None-Match: W/\"6\"").line())
                .isEqualTo(reply.line());
    }

    @Test
    void aStatement() {
        edge.ledger.page =
                new Page<>(
                        List.of(
                                new Entry(
                                        "4.1",
                                        Samples.T2,
                                        USD,
                                        -250,
                                        9_750,
                                        "transfer",
                                        "t1",
                                        "bob",
                                        NOTE),
                                new Entry(
                                        "3.1",
                                        Samples.T1,
                                        USD,
                                        10_000,
                                        10_000,
                                        "deposit",
                                        null,
                                        "@external:bank",
                                        Note.NONE.under("app-2026-11"))),
                        "c3");
        assertThat(edge.get("/v1/wallets/alice/entries").line())
                .isEqualTo(
                        """
                        200 {"items":[{"id":"4.1","at":"2026-03-04T05:06:07.000123Z",\
                        "asset":"USD","amount":-250,"balanceAfter":9750,"kind":"transfer",\
                        "transfer":"t1","counterparty":"bob","memo":"lunch \\"ünï\\"",\
                        "metadata":{"order":"17","till":"3"}},\
                        {"id":"3.1","at":"2026-03-04T05:06:07.000000Z","asset":"USD",\
                        "amount":10000,"balanceAfter":10000,"kind":"deposit",\
                        "counterparty":"@external:bank","schedule":"app-2026-11"}],\
                        "nextCursor":"c3"}\
                        """);
        edge.get(
                "/v1/wallets/alice/entries?asset=STAR&from=2026-01-01T00:00:00Z"
                        + "&to=2026-02-01T00:00:00.5Z&cursor=c3&limit=500");
        assertThat(edge.ledger.filters)
                .containsExactly(
                        new EntryFilter(null, null, null, null, 50),
                        new EntryFilter(
                                STAR,
                                Instant.parse("2026-01-01T00:00:00Z"),
                                Instant.parse("2026-02-01T00:00:00.500Z"),
                                "c3",
                                500));
    }

    @Test
    void balancesThen() {
        edge.ledger.balances =
                new BalancesAt(
                        Instant.EPOCH, true, Map.of(USD, new Owned(5, 2), STAR, new Owned(0, 0)));
        assertThat(edge.get("/v1/wallets/alice/balances?at=2026-03-04T05:06:07Z").line())
                .isEqualTo(
                        """
                        200 {"wallet":"alice","at":"2026-03-04T05:06:07.000000Z",\
                        "provisional":true,"balances":[{"asset":"STAR","posted":0,"held":0},\
                        {"asset":"USD","posted":5,"held":2}]}\
                        """);
        assertThat(edge.get("/v1/wallets/alice/balances").body())
                .contains("\"at\":\"2026-03-04T05:06:07.123456Z\"");
    }

    @Test
    void aTransferFromTheReadSide() {
        assertThat(edge.get("/v1/transfers/t1").line())
                .startsWith("404 ")
                .contains("transfer_not_found");
        edge.ledger.transfers.add(((OfTransfer) Samples.transfer()).transfer());
        assertThat(edge.get("/v1/transfers/t1").line())
                .startsWith("200 ")
                .contains("\"from\":\"alice\"");
        edge.ledger.transfers.add(((OfTransfer) Samples.notedTransfer()).transfer());
        assertThat(edge.get("/v1/transfers/t1").line()).startsWith("409 ").contains("ambiguous_id");
    }

    @Test
    void aTransferFromItsWallet() {
        edge.wallets.knows(new Done(Samples.refusedTransfer(), false));
        assertThat(edge.get("/v1/transfers/t2?from=alice").line())
                .startsWith("200 ")
                .contains("\"state\":\"refused\"", "\"code\":\"insufficient_funds\"");
        assertThat(edge.wallets.asked.getFirst().wallet()).isEqualTo(ALICE).isNotEqualTo(BOB);
    }

    @Test
    void theLedgerCheck() {
        edge.ledger.check =
                new LedgerCheck(false, List.of(new AssetSum(USD, 1, 2)), List.of("USD is off."), 3);
        assertThat(edge.get("/v1/ledger/check", OPERATOR).line())
                .isEqualTo(
                        """
                        200 {"ok":false,"assets":[{"asset":"USD","sum":1,"inFlight":2}],\
                        "projectionLagMillis":3,"differences":["USD is off."]}\
                        """);
    }

    @Test
    void aReadSideThatIsDownIsUnavailable() {
        edge.ledger.failure = new IllegalStateException("planted");
        Script.play(
                edge,
                """
                GET /v1/wallets/a/entries          | 503 unavailable
                GET /v1/wallets/a/balances         | 503 unavailable
                GET /v1/transfers/t1               | 503 unavailable
                GET /v1/ledger/check as=operator   | 503 unavailable
                """);
        assertThat(edge.get("/v1/wallets/a/entries").header("Retry-After")).isEqualTo("1");
    }

    @Test
    void health() {
        assertThat(edge.get("/health/live").line()).isEqualTo("200 {\"status\":\"up\"}");
        assertThat(edge.get("/health/ready").line()).isEqualTo("200 {\"status\":\"ready\"}");
        edge.health.report =
                new Report(
                        false,
                        Map.of(
                                "database", new Check(false, "PostgreSQL is silent."),
                                "cluster", new Check(true, "1 member.")));
        assertThat(edge.get("/health/ready").line()).isEqualTo("503 {\"status\":\"not_ready\"}");
        assertThat(edge.get("/health").line())
                .isEqualTo(
                        """
                        200 {"status":"degraded","checks":{\
                        "cluster":{"status":"healthy","detail":"1 member."},\
                        "database":{"status":"degraded","detail":"PostgreSQL is silent."}},\
                        "timestamp":"2026-03-04T05:06:07.123456Z"}\
                        """);
    }
}
