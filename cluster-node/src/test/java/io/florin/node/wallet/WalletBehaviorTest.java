package io.florin.node.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.node.rules.Phrases;
import io.florin.node.rules.Table;
import io.florin.node.rules.Wallet;
import io.florin.node.rules.Wording;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.Done;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.persistence.testkit.SnapshotMeta;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResultWithReply;
import org.apache.pekko.persistence.testkit.javadsl.SnapshotTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A wallet's actor, asked one thing at a time; whatever it takes, writes, keeps and replies comes
 * back from its bytes. Rows: what is asked, the reply, what is written.
 */
class WalletBehaviorTest {
    private static final ActorTestKit KIT =
            ActorTestKit.create(EventSourcedBehaviorTestKit.config());
    private static final String ENTITY = StoredEvents.entity(Phrases.ME);

    private final Stage stage = new Stage(KIT);
    private final EventSourcedBehaviorTestKit<WalletMessage, WalletEvent, Wallet> wallet =
            EventSourcedBehaviorTestKit.create(
                    KIT.system(),
                    stage.wallet(),
                    EventSourcedBehaviorTestKit.enabledSerializationSettings()
                            .withVerifyEquality(true));
    private final SnapshotTestKit snapshots = wallet.snapshotTestKit().orElseThrow();

    @BeforeEach
    void open() {
        play(
                """
                open k=O              | wallet v1      | Opened
                deposit 100 k=D ref=R | deposit -> 100 | Deposited
                """);
    }

    /** Or its alarms would write into the next test. */
    @AfterEach
    void stop() {
        stage.end();
    }

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void whatIsAcceptedIsWrittenAndAnswered() {
        play(
                """
                withdraw 30 k=A | withdrawal -> 70 | Withdrawn
                hold h1 60      | h1 held 0/0/60   | Held
                look            | wallet v4        | -
                """);
    }

    @Test
    void aRefusalIsWrittenAndAnsweredToo() {
        play(
                """
                withdraw 101 k=A | insufficient_funds       | Refused
                deposit 1 k=B    | deposit -> 101           | Deposited
                withdraw 101 k=A | insufficient_funds again | -
                """);
    }

    @Test
    void aRepeatHearsTheSameAndNothingIsWritten() {
        var accepted = (Done) run("withdraw 30 k=A").reply();
        var refused = (Denied) run("withdraw 71 k=B").reply();
        assertThat(accepted.replayed()).isFalse();
        assertThat(refused.replayed()).isFalse();

        var again = run("withdraw 30 k=A");
        assertThat(again.reply()).isEqualTo(new Done(accepted.answer(), true));
        assertThat(again.hasNoEvents()).isTrue();
        again = run("withdraw 71 k=B");
        assertThat(again.reply()).isEqualTo(new Denied(refused.denial(), true));
        assertThat(again.hasNoEvents()).isTrue();
    }

    @Test
    void aReplayedWalletIsTheSameAndAnswersTheSame() {
        var accepted = (Done) run("withdraw 30 k=A").reply();
        play("hold h1 60 | h1 held 0/0/60 | Held");
        var before = wallet.getState();

        assertThat(wallet.restart().state()).isEqualTo(before);
        assertThat(run("withdraw 30 k=A").reply()).isEqualTo(new Done(accepted.answer(), true));
        play("withdraw 11 k=B | insufficient_funds | Refused");
    }

    @Test
    void withoutTheJournalsAnswerACallerIsToldToAskAgain() {
        stage.remembersBy(
                (_, _, _) -> CompletableFuture.failedFuture(new IllegalStateException("as told")));
        play(
                """
                deposit 100 k=D ref=R | unavailable (not taken) | -
                withdraw 30 k=A       | withdrawal -> 70        | Withdrawn
                """);
        stage.remembersBy(stage.stored());
        play("deposit 100 k=D ref=R | deposit -> 100 again | -");
    }

    @Test
    void aTransferIsAnsweredAtItsEndWhichIsRecordedAfterADelay() {
        var caller = stage.caller();
        caller.says("transfer t1 bob:40");
        assertThat(stage.peersHear()).isEqualTo("credit bob t1/0");
        caller.hasHeardNothingMore();

        stage.peerSays("accepted t1/0");
        assertThat(caller.hears()).isEqualTo("t1 completed");
        assertThat(written()).isEqualTo("Opened, Deposited, Debited");

        stage.turnClock(Stage.SOON);
        await().untilAsserted(() ->
                assertThat(written()).isEqualTo("Opened, Deposited, Debited, Settled"));
    }

    @Test
    void whatIsUnansweredIsAskedAgainByTheReplayedWallet() {
        var caller = stage.caller();
        caller.says("transfer t1 bob:40");
        assertThat(stage.peersHear()).isEqualTo("credit bob t1/0");

        wallet.restart();
        assertThat(stage.peersHear()).isEqualTo("credit bob t1/0");
        stage.peerSays("declined t1/0 destination_full");
        play("show t1 | t1 returned");
        assertThat(written()).isEqualTo("Opened, Deposited, Debited, Returned");
    }

    @Test
    void afterEnoughEventsASnapshotIsTakenAndRecoveryNeedsNothingOlder() {
        play(
                """
                withdraw 1 k=A | withdrawal -> 99 | Withdrawn
                withdraw 1 k=B | withdrawal -> 98 | Withdrawn
                """);
        assertThat(snapshotVersions()).containsExactly(4L);

        wallet.persistenceTestKit().clearByIdPreservingSeqNumbers(ENTITY);
        play("withdraw 1 k=C | withdrawal -> 97 | Withdrawn");
        var before = wallet.getState();
        assertThat(wallet.restart().state()).isEqualTo(before);
        assertThat(written()).isEqualTo("Withdrawn");
    }

    @Test
    void snapshotsAreNotTakenTooOften() {
        for (int i = 3; i <= 12; i++) run("deposit 1 k=%d".formatted(i));
        assertThat(snapshotVersions()).containsExactly(4L);

        stage.turnClock(Stage.SNAPSHOT_EVERY);
        run("deposit 1 k=last");
        assertThat(snapshotVersions()).containsExactly(4L, 13L);
    }

    @Test
    void aSnapshotThatCannotBeKeptHarmsNobody() {
        snapshots.failNextPersisted(ENTITY);
        play(
                """
                withdraw 1 k=A | withdrawal -> 99 | Withdrawn
                withdraw 1 k=B | withdrawal -> 98 | Withdrawn
                withdraw 1 k=C | withdrawal -> 97 | Withdrawn
                """);
        assertThat(snapshotVersions()).isEmpty();
    }

    /** Or a wallet that never lives for long would replay more and more. */
    @Test
    void theEventsOfShortLivesAddUpToASnapshot() {
        wallet.restart();
        play("withdraw 1 k=A | withdrawal -> 99 | Withdrawn");
        wallet.restart();
        play("withdraw 1 k=B | withdrawal -> 98 | Withdrawn");
        assertThat(snapshotVersions()).containsExactly(4L);
    }

    private void play(String table) {
        Table.play(
                table,
                phrase -> {
                    var result = run(phrase);
                    return List.of(Wording.reply(result.reply()), Wording.events(result.events()));
                });
    }

    private CommandResultWithReply<WalletMessage, WalletEvent, Wallet, WalletReply> run(
            String phrase) {
        return wallet.runCommand(replyTo -> stage.message(phrase, replyTo));
    }

    private String written() {
        return Wording.events(stage.stored().of(Phrases.ME));
    }

    private List<Long> snapshotVersions() {
        return snapshots.persistedInStorage(ENTITY).stream()
                .map(snapshot -> snapshot.first())
                .map(SnapshotMeta::getSequenceNr)
                .toList();
    }
}
