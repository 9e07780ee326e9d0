package io.florin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.WalletReply;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A user opens at most as many wallets as one may have; staff as many as they like. */
class AllotmentTest {
    private final TestEdge edge = new TestEdge(Map.of("max-wallets-per-user", 2));

    @BeforeEach
    void walletsAreOpened() {
        edge.wallets.replies(new WalletReply.Done(Samples.newWallet(), false));
    }

    private String open(String id, String credential) {
        String owner = credential.startsWith("X-Api-Key") ? ",\"owner\":\"ann\"" : "";
        String body = "{\"id\":\"%s\"%s}".formatted(id, owner);
        return People.code(edge.post("/v1/wallets", body, credential));
    }

    @Test
    void theThirdOfTwoIsRefusedAndARepeatIsNoThird() {
        String ann = TestEdge.user("ann");
        for (String id : new String[] {"a", "b", "a", "b"})
            assertThat(open(id, ann)).isEqualTo("201");
        assertThat(open("c", ann)).isEqualTo("422 wallets_too_many");
        assertThat(open("c", TestEdge.user("bob"))).isEqualTo("201");
        assertThat(open("c", People.OPERATOR)).isEqualTo("201");
    }

    /** Or who guesses names would have none left. */
    @Test
    void whatIsAnothersDoesNotCount() {
        var exists = new WalletReply.Denied(Denial.of(Refusal.WALLET_EXISTS), false);
        edge.wallets.replies(exists);
        edge.wallets.knows(new WalletReply.Done(Samples.wallet(), false));
        for (String id : new String[] {"a", "b", "c"}) {
            assertThat(open(id, TestEdge.user("ann"))).isEqualTo("409 wallet_exists");
        }
    }

    /** Or opening it again and again would make room for more. */
    @Test
    void whatIsOnesOwnGoesOnCountingHoweverOftenItIsDenied() {
        String alice = TestEdge.user("Alice");
        for (String id : new String[] {"a", "b"}) open(id, alice);
        edge.wallets.replies(new WalletReply.Denied(Denial.of(Refusal.WALLET_EXISTS), false));
        edge.wallets.knows(new WalletReply.Done(Samples.wallet(), false));
        assertThat(open("a", alice)).isEqualTo("409 wallet_exists");
        assertThat(open("c", alice)).isEqualTo("422 wallets_too_many");
    }
}
