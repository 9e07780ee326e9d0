package io.florin.edge;

import static io.florin.edge.Samples.ALICE;
import static io.florin.edge.Samples.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.edge.FakeWallets.Asked;
import io.florin.protocol.account.Note;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Answer.OfTransfer;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.Terms;
import io.florin.protocol.wallet.TransferView;
import io.florin.protocol.wallet.TransferView.LegView;
import io.florin.protocol.wallet.TransferView.State;
import io.florin.protocol.wallet.WalletCommand.Open;
import io.florin.protocol.wallet.WalletQuery.Look;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.Done;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose a wallet must be goes along with whatever is asked of it, and the wallet decides. */
class OwnerTest {
    private static final String KEY = "Idempotency-Key: k1";
    private static final String ANN = TestEdge.user("ann");
    private static final String EVE = TestEdge.user("eve");
    private static final String SERVICE = "X-Api-Key: " + TestEdge.SERVICE_KEY;

    private final TestEdge edge = new TestEdge();

    @BeforeEach
    void someWallets() {
        edge.wallets.owners.put(ALICE, "ann");
        edge.wallets.owners.put(BOB, "bob");
        edge.wallets.knows(new Done(Samples.wallet(), false));
    }

    private Terms terms() {
        return edge.wallets.executed.getLast().request().terms();
    }

    @Test
    void aUsersWalletIsTheirOwn() {
        edge.post("/v1/wallets", "{\"id\":\"new\"}", ANN);
        var request = edge.wallets.executed.getLast().request();
        assertThat(((Open) request.command()).owner()).isEqualTo("ann");
        assertThat(request.terms()).isEqualTo(Terms.ofOwner("ann"));
        var boss = TestEdge.user(NamedCallers.BOSS);
        for (String caller : List.of(SERVICE, boss)) {
            assertThat(edge.post("/v1/wallets", "{\"id\":\"new\"}", caller).line())
                    .startsWith("400 ")
                    .contains("field_missing", "owner is missing");
        }
    }

    /** Who takes a wallet of another user's id catches what an app sends to that user. */
    @Test
    void noUserTakesAWalletThatIsNamedLikeAnotherUser() {
        String own = "0199f0a0-0000-7000-8000-00000000000a";
        String others = "0199f0a0-0000-7000-8000-00000000000b";
        for (String id : List.of(others, others.toUpperCase(Locale.ROOT))) {
            assertThat(
                            edge.post("/v1/wallets", "{\"id\":\"" + id + "\"}", TestEdge.user(own))
                                    .line())
                    .startsWith("400 ")
                    .contains("id_invalid", "id must not be a UUID");
        }
        assertThat(edge.wallets.executed).isEmpty();
        edge.post("/v1/wallets", "{\"id\":\"" + own + "\"}", TestEdge.user(own));
        edge.post("/v1/wallets", "{\"id\":\"a-wallet\"}", TestEdge.user(own));
        edge.post("/v1/wallets", "{\"id\":\"" + others + "\",\"owner\":\"x\"}", SERVICE);
        assertThat(edge.wallets.executed.stream().map(e -> e.wallet().id()))
                .containsExactly(own, "a-wallet", others);
    }

    /** Two users with one key do not meet in one wallet. */
    @Test
    void aWalletThatTheKeyNamesIsTheCallersAlone() {
        edge.post("/v1/wallets", "{}", ANN, KEY);
        edge.post("/v1/wallets", "{}", EVE, KEY);
        var ids = edge.wallets.executed.stream().map(e -> e.wallet().id()).toList();
        assertThat(ids).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void onlyAUserMustOwnWhatIsTouched() {
        var body = Script.expanded("{$T-from,\"from\":\"alice\"}");
        edge.post("/v1/transfers", body, KEY, ANN);
        assertThat(terms()).isEqualTo(Terms.ofOwner("ann"));
        edge.post("/v1/transfers", body, KEY, TestEdge.user(NamedCallers.BOSS));
        assertThat(terms()).isEqualTo(Terms.FREE);
        edge.post("/v1/transfers", body, KEY, SERVICE);
        assertThat(terms()).isEqualTo(Terms.FREE);
    }

    @Test
    void inBulkEachTransferIsOneOfTheOwnersOrForbidden() {
        var theirs = Script.expanded("{$T-from,\"from\":\"alice\",\"id\":\"t1\"}");
        var anothers = Script.expanded("{$T-from,\"from\":\"bob\",\"id\":\"t2\"}");
        var reply =
                edge.post(
                        "/v1/transfers/bulk",
                        "{\"transfers\":[%s,%s]}".formatted(theirs, anothers),
                        ANN);
        assertThat(reply.line())
                .startsWith("200 ")
                .contains("{\"id\":\"t1\",\"state\":\"pending\"}", "\"code\":\"forbidden\"");
    }

    @Test
    void aWalletIsAskedOnce() {
        assertThat(edge.get("/v1/wallets/alice", EVE).line())
                .startsWith("403 ")
                .contains("\"code\":\"forbidden\"");
        assertThat(edge.wallets.asked)
                .containsExactly(new Asked(ALICE, new Inquiry(new Look(false), "eve")));
    }

    /** The read side does not know whose a wallet is, so the wallet is asked first. */
    @Test
    void historyIsTheOwners() {
        edge.ledger.failure = new IllegalStateException("must not be asked");
        assertThat(edge.get("/v1/wallets/alice/entries", EVE).status()).isEqualTo(403);
        assertThat(edge.get("/v1/wallets/alice/balances", EVE).status()).isEqualTo(403);
        assertThat(edge.get("/v1/wallets/nowhere/entries", EVE).status()).isEqualTo(404);
        edge.ledger.failure = null;
        edge.wallets.asked.clear();
        assertThat(edge.get("/v1/wallets/alice/entries", ANN).status()).isEqualTo(200);
        assertThat(edge.wallets.asked).hasSize(1);
        assertThat(edge.get("/v1/wallets/alice/entries", SERVICE).status()).isEqualTo(200);
        assertThat(edge.wallets.asked).hasSize(1);
    }

    private String reverse(TransferView original, String body, String caller) {
        edge.wallets.knows(new Done(new OfTransfer(original), false));
        return edge.post("/v1/transfers/t1/reversal", body, KEY, caller).line();
    }

    private static TransferView bobPaysAlice(State state) {
        return Samples.transfer(state, List.of(new LegView(ALICE, 250, state, null)), Note.NONE);
    }

    @Test
    void whoWasPaidMaySendItBackAndNobodyElse() {
        var paid = bobPaysAlice(State.COMPLETED);
        assertThat(reverse(paid, "{\"from\":\"bob\"}", ANN)).startsWith("202 ");
        assertThat(terms()).isEqualTo(Terms.ofOwner("ann"));
        assertThat(reverse(paid, "{\"from\":\"bob\"}", TestEdge.user("bob"))).startsWith("403 ");
        assertThat(reverse(paid, "{\"from\":\"bob\"}", EVE)).startsWith("403 ");
    }

    /** What is wrong with it is told to those that it concerns. */
    @Test
    void nothingIsToldOfAnothersTransfer() {
        var pending = bobPaysAlice(State.PENDING);
        assertThat(reverse(pending, "{\"from\":\"bob\"}", ANN))
                .startsWith("409 ")
                .contains("transfer_not_ended");
        assertThat(reverse(pending, "{\"from\":\"bob\"}", EVE)).startsWith("403 ");
        assertThat(reverse(pending, "{\"from\":\"bob\",\"leg\":7}", EVE)).startsWith("403 ");
        var split = ((OfTransfer) Samples.splitTransfer()).transfer();
        assertThat(reverse(split, "{\"from\":\"alice\"}", ANN))
                .startsWith("400 ")
                .contains("3 legs");
        assertThat(reverse(split, "{\"from\":\"alice\"}", EVE)).startsWith("403 ");
        edge.wallets.knows(new Denied(Denial.of(Refusal.TRANSFER_NOT_FOUND), false));
        var body = "{\"from\":\"alice\"}";
        assertThat(edge.post("/v1/transfers/t1/reversal", body, KEY, EVE).status()).isEqualTo(403);
        assertThat(edge.post("/v1/transfers/t1/reversal", body, KEY, ANN).status()).isEqualTo(404);
    }

    @Test
    void whatASystemAccountWasPaidStaysThere() {
        var split = ((OfTransfer) Samples.splitTransfer()).transfer();
        assertThat(reverse(split, "{\"from\":\"alice\",\"leg\":1}", ANN)).startsWith("403 ");
        assertThat(reverse(split, "{\"from\":\"alice\",\"leg\":1}", SERVICE)).startsWith("202 ");
    }
}
