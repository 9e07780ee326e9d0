package io.florin.node.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.node.rules.Phrases;
import io.florin.node.wallet.Memory.Found;
import io.florin.protocol.journal.NameQuery;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a wallet's actor ends, and that nobody finds it then. */
class WalletEndTest {
    private final PlayedWallet wallet = new PlayedWallet();
    private final Stage stage = wallet.stage();
    private final PlayedJournal journal = wallet.journal();
    private final Caller a = stage.caller();
    private final Caller b = stage.caller();
    private final Caller c = stage.caller();

    @AfterEach
    void close() {
        wallet.close();
    }

    @Test
    void askedToStopItFirstWritesAndAnswersWhatIsUnderWay() {
        a.says("withdraw 30 k=A");
        assertThat(journal.writes()).isEqualTo("Withdrawn");
        b.says("withdraw 60 k=B");
        wallet.isToStop();
        c.says("withdraw 10 k=C");
        journal.succeeds();

        assertThat(journal.writes()).isEqualTo("Withdrawn, Withdrawn");
        journal.succeeds();
        wallet.hasEnded();
        assertThat(a.hears()).isEqualTo("withdrawal -> 70");
        assertThat(b.hears()).isEqualTo("withdrawal -> 10");
        assertThat(c.hears()).isEqualTo("withdrawal -> 0");
        List.of(a, b, c).forEach(Caller::hasHeardNothingMore);
    }

    @Test
    void askedToStopWhileItWaitsToBeRestartedItAnswersFirst() {
        a.says("withdraw 30 k=A");
        assertThat(journal.writes()).isEqualTo("Withdrawn");
        wallet.failsAndWaits();
        b.says("withdraw 60 k=B");
        wallet.isToStop();

        assertThat(journal.writes()).isEqualTo("Withdrawn, Withdrawn");
        journal.succeeds();
        wallet.hasEnded();
        assertThat(a.hears()).isEqualTo("withdrawal -> 70");
        assertThat(b.hears()).isEqualTo("withdrawal -> 10");
        List.of(a, b).forEach(Caller::hasHeardNothingMore);
    }

    @Test
    void onceItIsToStopNobodyFindsItAndItTakesNoMore() {
        var answer = new CompletableFuture<Found>();
        stage.remembersBy((_, _, _) -> answer);
        var actor = stage.actor();
        a.says("deposit 100 k=D ref=R");
        wallet.isToStop();
        await().until(() -> !stage.hasActor());
        b.says(actor, "withdraw 10 k=B");
        assertThat(b.hears()).isEqualTo("busy (not taken)");
        a.hasHeardNothingMore();

        stage.stored()
                .lookUp(Phrases.ME, Set.of(new NameQuery.Key("D")), false)
                .thenAccept(answer::complete);
        wallet.hasEnded();
        assertThat(a.hears()).isEqualTo("deposit -> 100 again");
    }

    @Test
    void aWalletThatFindsItselfOutdatedEnds() {
        a.says("withdraw 30 k=A");
        assertThat(journal.writes()).isEqualTo("Withdrawn");
        journal.succeeds();
        assertThat(a.hears()).isEqualTo("withdrawal -> 70");
        wallet.anotherWrites("withdraw 50 k=B | Withdrawn");

        a.says("look fresh");
        assertThat(a.hears()).isEqualTo("unavailable (not taken)");
        wallet.hasEnded();
    }

    @Test
    void aWalletThatCrashesIsNotFoundAnyMore() {
        a.says("withdraw 30 k=A");
        assertThat(journal.writes()).isEqualTo("Withdrawn");
        journal.rejects();
        wallet.hasEnded();
    }
}
