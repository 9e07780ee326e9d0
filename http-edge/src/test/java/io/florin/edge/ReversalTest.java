package io.florin.edge;

import static io.florin.edge.Samples.ALICE;
import static io.florin.edge.Samples.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.edge.TestEdge.Reply;
import io.florin.protocol.account.Note;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.Answer;
import io.florin.protocol.wallet.WalletCommand.Reverse;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.Done;
import io.florin.protocol.wallet.WalletReply.InDoubt;
import org.junit.jupiter.api.Test;

/** Who decides a reversal, and what the edge sees before anybody does. */
class ReversalTest {
    private static final String KEY = "Idempotency-Key: k1";

    private final TestEdge edge = new TestEdge();

    private Reply reverse(Answer original, String body, String... headers) {
        edge.wallets.knows(new Done(original, false));
        return edge.post("/v1/transfers/t1/reversal", body, headers);
    }

    private Reverse decided() {
        return (Reverse) edge.wallets.executed.getLast().request().command();
    }

    @Test
    void theWalletThatWasCreditedDecides() {
        var reply = reverse(Samples.transfer(), "{\"from\":\"alice\",\"amount\":7}", KEY);
        assertThat(edge.wallets.executed.getLast().wallet()).isEqualTo(BOB);
        var leg = new LegName(ALICE, new TransferId("t1"), 0);
        assertThat(decided())
                .isEqualTo(new Reverse(decided().transfer(), leg, 7L, false, Note.NONE));
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.header("Location"))
                .isEqualTo("/v1/transfers/" + decided().transfer() + "?from=bob");
    }

    @Test
    void theSourceDecidesWhatASystemAccountWasPaid() {
        edge.wallets.replies(new Done(Samples.reversal(), false));
        var reply = reverse(Samples.splitTransfer(), "{\"from\":\"alice\",\"leg\":1}", KEY);
        assertThat(edge.wallets.executed.getLast().wallet()).isEqualTo(ALICE);
        assertThat(decided().original().leg()).isEqualTo(1);
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("Location")).isEqualTo("/v1/transfers/r1?from=alice");
    }

    @Test
    void staffMayForce() {
        var operator = "X-Api-Key: " + TestEdge.OPERATOR_KEY;
        reverse(Samples.transfer(), "{\"from\":\"alice\",\"force\":true}", KEY, operator);
        assertThat(decided().forced()).isTrue();
    }

    @Test
    void whatCannotBeReversed() {
        var from = "{\"from\":\"alice\"}";
        assertThat(reverse(Samples.splitTransfer(), from, KEY).line())
                .startsWith("400 ")
                .contains("field_missing", "3 legs");
        assertThat(reverse(Samples.transfer(), "{\"from\":\"alice\",\"leg\":1}", KEY).line())
                .startsWith("400 ")
                .contains("field_invalid");
        assertThat(reverse(Samples.splitTransfer(), "{\"from\":\"alice\",\"leg\":2}", KEY).line())
                .startsWith("422 ")
                .contains("transfer_not_completed");
        assertThat(reverse(Samples.pendingTransfer(), from, KEY).line())
                .startsWith("409 ")
                .contains("transfer_not_ended");
        assertThat(reverse(Samples.returnedTransfer(), from, KEY).line())
                .startsWith("422 ")
                .contains("transfer_not_completed");
        assertThat(reverse(Samples.refusedTransfer(), from, KEY).line())
                .startsWith("422 ")
                .contains("transfer_not_completed");
        assertThat(edge.wallets.executed).isEmpty();
    }

    @Test
    void anOriginalThatIsNotFoundOrNotTold() {
        var from = "{\"from\":\"alice\"}";
        edge.wallets.knows(new Denied(Denial.of(Refusal.TRANSFER_NOT_FOUND), false));
        assertThat(edge.post("/v1/transfers/t1/reversal", from, KEY).line())
                .startsWith("404 ")
                .contains("transfer_not_found");
        edge.wallets.knows(new InDoubt());
        assertThat(edge.post("/v1/transfers/t1/reversal", from, KEY).status()).isEqualTo(503);
        assertThat(edge.wallets.executed).isEmpty();
    }
}
