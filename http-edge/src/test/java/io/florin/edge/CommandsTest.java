package io.florin.edge;

import static io.florin.edge.Samples.ALICE;
import static io.florin.edge.Samples.BOB;
import static io.florin.edge.Samples.STAR;
import static io.florin.edge.Samples.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.edge.FakeWallets.Asked;
import io.florin.edge.FakeWallets.Executed;
import io.florin.edge.TestEdge.Reply;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.OverdraftLimits;
import io.florin.protocol.wallet.OwnLimits;
import io.florin.protocol.wallet.Permission;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.SpendingLimits;
import io.florin.protocol.wallet.Status;
import io.florin.protocol.wallet.WalletCommand;
import io.florin.protocol.wallet.WalletCommand.Capture;
import io.florin.protocol.wallet.WalletCommand.Deposit;
import io.florin.protocol.wallet.WalletCommand.Hold;
import io.florin.protocol.wallet.WalletCommand.Open;
import io.florin.protocol.wallet.WalletCommand.Release;
import io.florin.protocol.wallet.WalletCommand.Transfer;
import io.florin.protocol.wallet.WalletCommand.Update;
import io.florin.protocol.wallet.WalletCommand.Withdraw;
import io.florin.protocol.wallet.WalletQuery;
import io.florin.protocol.wallet.WalletQuery.FindHold;
import io.florin.protocol.wallet.WalletQuery.FindTransfer;
import io.florin.protocol.wallet.WalletQuery.Look;
import io.florin.protocol.wallet.WalletReply.Denied;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a request becomes: which wallet is asked, under which key, for what. */
class CommandsTest {
    private static final String KEY = "Idempotency-Key: k1";
    private static final String SERVICE = "X-Api-Key: " + TestEdge.SERVICE_KEY;
    private static final String OPERATOR = "X-Api-Key: " + TestEdge.OPERATOR_KEY;

    private final TestEdge edge = new TestEdge();

    private WalletCommand command(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
        return edge.wallets.executed.getLast().request().command();
    }

    @Test
    void aWallet() {
        var body =
                """
                {"id":"alice","owner":"Alice","overdraftLimits":{"USD":500,"STAR":0},\
                "metadata":{"tier":"2"}}\
                """;
        edge.post("/v1/wallets", body);
        var limits = new OverdraftLimits(Map.of(USD, 500L, STAR, 0L));
        assertThat(edge.wallets.executed)
                .containsExactly(
                        new Executed(
                                ALICE,
                                new Request(null, new Open("Alice", limits, Map.of("tier", "2")))));
    }

    /** A retry must meet the wallet that the first try made, whichever edge it comes through. */
    @Test
    void aWalletWithoutAnIdIsNamedByTheKey() {
        var elsewhere = new TestEdge();
        edge.post("/v1/wallets", "{\"owner\":\"o\"}", KEY);
        elsewhere.post("/v1/wallets", "{\"owner\":\"o\"}", KEY);
        edge.post("/v1/wallets", "{\"owner\":\"o\"}", "Idempotency-Key: k2");
        edge.post("/v1/wallets", "{\"owner\":\"o\"}", KEY, SERVICE);
        var ids = edge.wallets.executed.stream().map(e -> e.wallet().id()).toList();
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.charAt(14) == '8');
        assertThat(elsewhere.wallets.executed.getFirst().wallet().id()).isEqualTo(ids.getFirst());
        assertThat(ids.getFirst()).isEqualTo("e95a07f1-f21f-89df-907a-ee453dff56db");
    }

    @Test
    void aWalletWithoutIdAndKeyIsNew() {
        edge.post("/v1/wallets", "{\"owner\":\"o\"}");
        edge.post("/v1/wallets", "{\"owner\":\"o\"}");
        var ids = edge.wallets.executed.stream().map(e -> e.wallet().id()).toList();
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.charAt(14) == '7');
    }

    /** What was before is asked first, for the audit trail; a wallet that is not there, too. */
    @Test
    void aChange() {
        edge.wallets.knows(new Denied(Denial.of(Refusal.WALLET_NOT_FOUND), false));
        var body = "{\"debits\":\"blocked\",\"status\":\"closed\"}";
        assertThat(command(edge.send("PATCH", "/v1/wallets/alice", body, KEY)))
                .isEqualTo(
                        new Update(Permission.BLOCKED, null, Status.CLOSED, OverdraftLimits.NONE));
        assertThat(edge.wallets.executed.getLast().request().key()).isEqualTo("k1");
    }

    @Test
    void aChangeOfLimitsIsTheStaffs() {
        edge.wallets.knows(new Denied(Denial.of(Refusal.WALLET_NOT_FOUND), false));
        var body = "{\"limits\":{\"USD\":{\"perDay\":500,\"perOperation\":0},\"STAR\":{}}}";
        var limits =
                new OwnLimits(
                        Map.of(USD, new SpendingLimits(0L, 500L, null), STAR, SpendingLimits.NONE));
        assertThat(command(edge.send("PATCH", "/v1/wallets/alice", body, KEY, OPERATOR)))
                .isEqualTo(new Update(null, null, null, OverdraftLimits.NONE, limits));
        assertThat(
                        edge.send("PATCH", "/v1/wallets/alice", body, KEY, TestEdge.user("ann"))
                                .status())
                .isEqualTo(403);
        assertThat(edge.wallets.executed).hasSize(1);
    }

    @Test
    void moneyInAndOut() {
        var body = Script.expanded("{$M,\"reference\":\"r1\",\"memo\":\"m\"}");
        var money = new Money(USD, 1);
        var bank = new SystemAccount("@external:bank");
        var note = new Note("m", Map.of());
        var in = (Deposit) command(edge.post("/v1/deposits", body, KEY, OPERATOR));
        assertThat(in).isEqualTo(new Deposit(in.movement(), money, bank, "r1", note));
        var out = (Withdraw) command(edge.post("/v1/withdrawals", body, KEY, OPERATOR));
        assertThat(out).isEqualTo(new Withdraw(out.movement(), money, bank, "r1", note));
        assertThat(out.movement()).isNotEqualTo(in.movement());
    }

    @Test
    void aReferenceBelongsToOneWalletWhateverTheKey() {
        var first = Script.expanded("{$M,\"reference\":\"r1\"}");
        var other = Script.expanded("{$M-wallet,\"wallet\":\"b\",\"reference\":\"r1\"}");
        edge.post("/v1/deposits", first, KEY, OPERATOR);
        assertThat(edge.post("/v1/deposits", other, "Idempotency-Key: k2", OPERATOR).line())
                .startsWith("422 ")
                .contains("reference_reused");
        edge.post("/v1/deposits", first, "Idempotency-Key: k3", OPERATOR);
        assertThat(edge.wallets.executed)
                .extracting(Executed::wallet)
                .hasSize(2)
                .doesNotContain(BOB);
    }

    @Test
    void aReferenceThatCannotBeFixedMovesNothing() {
        edge.ledger.failure = new IllegalStateException("planted");
        var body = Script.expanded("{$M,\"reference\":\"r1\"}");
        assertThat(edge.post("/v1/deposits", body, KEY, OPERATOR).line())
                .startsWith("503 ")
                .contains("unavailable");
        assertThat(edge.wallets.executed).isEmpty();
    }

    @Test
    void aTransfer() {
        var body = Script.expanded("{$T,\"id\":\"t1\",\"memo\":\"\",\"metadata\":{}}");
        assertThat(command(edge.post("/v1/transfers", body)))
                .isEqualTo(
                        new Transfer(
                                new TransferId("t1"),
                                true,
                                USD,
                                List.of(new Leg(new WalletId("default", "b"), 1)),
                                false,
                                new Note("", Map.of())));
        var made = (Transfer) command(edge.post("/v1/transfers", Script.expanded("{$T}"), KEY));
        assertThat(made.given()).isFalse();
        assertThat(made.id().value().charAt(14)).isEqualTo('7');
    }

    @Test
    void aTransferWithLegs() {
        var body =
                """
                {"from":"alice","asset":"STAR","allOrNothing":true,\
                "legs":[{"to":"bob","amount":2},{"to":"@fees","amount":1}]}\
                """;
        var transfer = (Transfer) command(edge.post("/v1/transfers", body, KEY));
        assertThat(transfer.legs())
                .containsExactly(new Leg(BOB, 2), new Leg(SystemAccount.FEES, 1));
        assertThat(transfer.allOrNothing()).isTrue();
        assertThat(edge.wallets.executed.getLast().wallet()).isEqualTo(ALICE);
    }

    @Test
    void staffMayPayOut() {
        var body = Script.expanded("{$T-to,\"to\":\"@external:bank\"}");
        var transfer = (Transfer) command(edge.post("/v1/transfers", body, KEY, OPERATOR));
        assertThat(transfer.legs().getFirst().to()).isEqualTo(new SystemAccount("@external:bank"));
    }

    @Test
    void holds() {
        var body = Script.expanded("{$H,\"id\":\"h1\",\"expiresInSeconds\":60}");
        var money = new Money(USD, 1);
        assertThat(command(edge.post("/v1/wallets/alice/holds", body)))
                .isEqualTo(new Hold(new HoldId("h1"), true, money, 60L, Note.NONE));
        var capture =
                (Capture)
                        command(
                                edge.post(
                                        "/v1/wallets/alice/holds/h1/capture",
                                        "{\"to\":\"bob\",\"amount\":3,\"final\":true}",
                                        KEY));
        assertThat(capture)
                .isEqualTo(new Capture(new HoldId("h1"), capture.transfer(), 3L, BOB, true));
        assertThat(command(edge.post("/v1/wallets/alice/holds/h1/release", "")))
                .isEqualTo(new Release(new HoldId("h1")));
        assertThat(command(edge.post("/v1/wallets/alice/holds/h1/release", "{}", KEY)))
                .isEqualTo(new Release(new HoldId("h1")));
    }

    private static Asked asked(WalletQuery query) {
        return new Asked(ALICE, Inquiry.free(query));
    }

    @Test
    void questions() {
        edge.get("/v1/wallets/alice");
        edge.get("/v1/wallets/alice?fresh=true");
        edge.get("/v1/wallets/alice/holds/h1");
        edge.get("/v1/transfers/t1?from=alice");
        assertThat(edge.wallets.asked)
                .containsExactly(
                        asked(new Look(false)),
                        asked(new Look(true)),
                        asked(new FindHold(new HoldId("h1"))),
                        asked(new FindTransfer(new TransferId("t1"))));
    }
}
