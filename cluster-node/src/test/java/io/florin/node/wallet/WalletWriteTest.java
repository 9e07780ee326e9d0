package io.florin.node.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.node.rules.Phrases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writes take time, and fail; everybody is answered once, and only of what is written. */
class WalletWriteTest {
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
    void nobodyHearsAnythingBeforeItIsWritten() {
        a.says("transfer t1 bob:30 @fees:1");
        assertThat(journal.writes()).isEqualTo("Debited");
        stage.peersHaveHeardNothingMore();
        b.says("withdraw 70 k=B");
        journal.succeeds();

        assertThat(journal.writes()).isEqualTo("Refused");
        assertThat(stage.peersHear()).isEqualTo("credit bob t1/0");
        b.hasHeardNothingMore();
        journal.succeeds();
        assertThat(b.hears()).isEqualTo("insufficient_funds");
    }

    @Test
    void whatComesDuringAWriteIsWrittenTogetherAndEachCallerIsAnswered() {
        a.says("withdraw 30 k=A");
        assertThat(journal.writes()).isEqualTo("Withdrawn");
        b.says("withdraw 60 k=B");
        c.says("withdraw 60 k=C");
        b.says("withdraw 10 k=E");
        c.says("look");
        journal.succeeds();

        assertThat(journal.writes()).isEqualTo("Withdrawn, Refused, Withdrawn");
        journal.succeeds();
        assertThat(a.hears()).isEqualTo("withdrawal -> 70");
        assertThat(b.hears()).isEqualTo("withdrawal -> 10");
        assertThat(b.hears()).isEqualTo("withdrawal -> 0");
        assertThat(c.hears()).isEqualTo("insufficient_funds");
        assertThat(c.hears()).isEqualTo("wallet v6");
        wallet.hasNothingMoreToSayTo(a, b, c);
    }

    @Test
    void aFailedWriteIsDecidedAgainBeforeWhatCameMeanwhile() {
        a.says("withdraw 30 k=A");
        assertThat(journal.writes()).isEqualTo("Withdrawn");
        b.says("withdraw 71 k=B");
        journal.fails();

        assertThat(journal.writes()).isEqualTo("Withdrawn, Refused");
        c.says("withdraw 70 k=C");
        journal.fails();

        assertThat(journal.writes()).isEqualTo("Withdrawn, Refused, Withdrawn");
        journal.succeeds();
        assertThat(a.hears()).isEqualTo("withdrawal -> 70");
        assertThat(b.hears()).isEqualTo("insufficient_funds");
        assertThat(c.hears()).isEqualTo("withdrawal -> 0");
        wallet.hasNothingMoreToSayTo(a, b, c);
    }

    @Test
    void aWriteThatFailedButIsStoredIsARepeat() {
        a.says("withdraw 30 k=A");
        journal.nextWrite().forEach(event -> stage.stored().add(Phrases.ME, event));
        b.says("withdraw 70 k=B");
        journal.fails();

        assertThat(journal.writes()).isEqualTo("Withdrawn");
        journal.succeeds();
        assertThat(a.hears()).isEqualTo("withdrawal -> 70 again");
        assertThat(b.hears()).isEqualTo("withdrawal -> 0");
        wallet.hasNothingMoreToSayTo(a, b, c);
    }

    @Test
    void aNameThatAnotherIncarnationHasStoredIsTaken() {
        a.says("withdraw 30 k=A");
        assertThat(journal.writes()).isEqualTo("Withdrawn");
        b.says("withdraw 60 k=B");
        wallet.anotherWrites("withdraw 50 k=A | Withdrawn");
        journal.fails();

        assertThat(journal.writes()).isEqualTo("Refused");
        journal.succeeds();
        assertThat(a.hears()).isEqualTo("idempotency_key_reused");
        assertThat(b.hears()).isEqualTo("insufficient_funds");
        wallet.hasNothingMoreToSayTo(a, b, c);
    }

    @Test
    void nothingIsLostWhileItWaitsToBeRestarted() {
        a.says("withdraw 30 k=A");
        assertThat(journal.writes()).isEqualTo("Withdrawn");
        wallet.failsAndWaits();
        for (int i = 1; i <= 20; i++) b.says("withdraw 1 k=%d".formatted(i));

        assertThat(journal.nextWrite()).hasSize(21);
        journal.succeeds();
        assertThat(a.hears()).isEqualTo("withdrawal -> 70");
        for (int i = 1; i <= 20; i++) {
            assertThat(b.hears()).isEqualTo("withdrawal -> %d".formatted(70 - i));
        }
        wallet.hasNothingMoreToSayTo(a, b, c);
    }

    @Test
    void norWhileItCannotBeRead() {
        a.says("withdraw 30 k=A");
        assertThat(journal.writes()).isEqualTo("Withdrawn");
        journal.failsToBeRead();
        journal.fails();
        b.says("withdraw 70 k=B");

        assertThat(journal.writes()).isEqualTo("Withdrawn, Withdrawn");
        journal.succeeds();
        assertThat(a.hears()).isEqualTo("withdrawal -> 70");
        assertThat(b.hears()).isEqualTo("withdrawal -> 0");
        wallet.hasNothingMoreToSayTo(a, b);
    }

    @Test
    void aFailedWriteForgetsNeitherQuestionsNorWhoeverWaitsForTheirAnswers() {
        a.says("transfer t1 bob:40");
        assertThat(journal.writes()).isEqualTo("Debited");
        journal.succeeds();
        assertThat(stage.peersHear()).isEqualTo("credit bob t1/0");
        b.says("withdraw 1 k=B");
        assertThat(journal.writes()).isEqualTo("Withdrawn");
        journal.fails();

        assertThat(stage.peersHear()).isEqualTo("credit bob t1/0");
        assertThat(journal.writes()).isEqualTo("Withdrawn");
        journal.succeeds();
        assertThat(b.hears()).isEqualTo("withdrawal -> 59");
        stage.peersHaveHeardNothingMore();
        stage.turnClock(Stage.SOON);
        assertThat(stage.peersHear()).isEqualTo("credit bob t1/0");
        stage.peerSays("accepted t1/0");
        assertThat(a.hears()).isEqualTo("t1 completed");
        wallet.hasNothingMoreToSayTo(a, b);
    }
}
