package io.florin.node.session;

import static io.florin.node.session.rules.Phrases.command;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.node.rules.Table;
import io.florin.node.session.SessionBehavior.Surroundings;
import io.florin.node.session.rules.Session;
import io.florin.node.session.rules.SessionScript;
import io.florin.node.session.rules.Wording;
import io.florin.protocol.session.SessionEvent;
import io.florin.protocol.session.SessionReply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.testkit.SnapshotMeta;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResultWithReply;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.apache.pekko.persistence.testkit.javadsl.SnapshotTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A session's actor, asked one thing at a time; whatever it takes, writes, keeps and replies comes
 * back from its bytes. Rows: what is asked, the reply, what is written.
 */
class SessionBehaviorTest {
    private static final ActorTestKit KIT =
            ActorTestKit.create(EventSourcedBehaviorTestKit.config());
    private static final String ENTITY = "session|" + SessionScript.ME;
    private static final SessionSettings SETTINGS =
            new SessionSettings(
                    "session", 1, 1, 1, 10, 10, 4, 1, 1, new SessionSettings.Cleaning(2, 1, 1));

    private final AtomicReference<Instant> now = new AtomicReference<>(SessionScript.START);
    private final EventSourcedBehaviorTestKit<SessionMessage, SessionEvent, Session> session =
            EventSourcedBehaviorTestKit.create(
                    KIT.system(),
                    behavior(),
                    EventSourcedBehaviorTestKit.enabledSerializationSettings()
                            .withVerifyEquality(true));
    private final SnapshotTestKit snapshots = session.snapshotTestKit().orElseThrow();

    private Behavior<SessionMessage> behavior() {
        return SessionBehavior.create(
                SessionScript.ME,
                new Surroundings(SETTINGS, now::get),
                self -> self.tell(SessionMessage.Stop.STOP));
    }

    @BeforeEach
    void clear() {
        session.clear();
    }

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void whatIsAcceptedIsWrittenAndAnsweredAndWhatIsRefusedIsNot() {
        play(
                """
                look             | session_not_found     | -
                begin ann t1     | ann live              | Began
                converse menu 30 | ann live, in menu     | Conversed
                refresh x t2     | refresh_token_invalid | -
                look             | ann live, in menu     | -
                """);
    }

    @Test
    void replayedItIsTheSameAndKnowsWhatHasExpired() {
        play(
                """
                begin ann t1     | ann live          | Began
                refresh t1 t2    | ann live          | Refreshed
                converse menu 30 | ann live, in menu | Conversed
                """);
        var before = session.getState();
        now.updateAndGet(time -> time.plusSeconds(60));
        assertThat(session.restart().state()).isEqualTo(before);
        play(
                """
                look          | ann expired   | -
                refresh t2 t3 | session_ended | -
                """);
    }

    @Test
    void aSnapshotIsEnoughToRecoverFrom() {
        play(
                """
                issue 777 9    | code 9 left  | CodeIssued
                verify 1 k=A   | code_wrong 8 | CodeMissed
                verify 2       | code_wrong 7 | CodeMissed
                verify 777 k=B | code used    | CodeUsed
                """);
        assertThat(snapshotVersions()).containsExactly(4L);

        session.persistenceTestKit().clearByIdPreservingSeqNumbers(ENTITY);
        var before = session.getState();
        assertThat(session.restart().state()).isEqualTo(before);
        play(
                """
                verify 777 k=B | code used again | -
                verify 1 k=A   | code_wrong 8    | -
                """);
    }

    @Test
    void aFailedWriteIsTriedAgainAndAnsweredOnce() {
        play("begin ann t1 | ann live | Began");
        session.persistenceTestKit().failNextPersisted(ENTITY);
        var probe = KIT.<SessionReply>createTestProbe();
        var other = KIT.spawn(behavior());
        other.tell(message("refresh t1 t2", probe.ref()));
        assertThat(Wording.reply(probe.receiveMessage(Duration.ofSeconds(10))))
                .isEqualTo("ann live");
        other.tell(message("look", probe.ref()));
        assertThat(Wording.reply(probe.receiveMessage())).isEqualTo("ann live");
        assertThat(written()).isEqualTo("Began, Refreshed");
        probe.expectNoMessage(Duration.ofMillis(50));
        other.tell(SessionMessage.Stop.STOP);
        probe.expectTerminated(other, Duration.ofSeconds(10));
    }

    /** Its events are gone, its number goes on. */
    @Test
    void theVersionIsTheJournalsNumber() {
        play(
                """
                converse menu 30 | in menu | Conversed
                converse menu 30 | in menu | Conversed
                """);
        session.persistenceTestKit().clearByIdPreservingSeqNumbers(ENTITY);
        session.restart();
        play("look | session_not_found | -");
        var reply = (SessionReply.Done) run("converse menu 30").reply();
        assertThat(reply.session().version()).isEqualTo(3);
    }

    private void play(String table) {
        Table.play(
                table,
                phrase -> {
                    var result = run(phrase);
                    return List.of(Wording.reply(result.reply()), Wording.events(result.events()));
                });
    }

    private CommandResultWithReply<SessionMessage, SessionEvent, Session, SessionReply> run(
            String phrase) {
        return session.runCommand(replyTo -> message(phrase, replyTo));
    }

    private SessionMessage message(String phrase, ActorRef<SessionReply> replyTo) {
        var deadline = now.get().plusSeconds(30);
        return phrase.equals("look")
                ? new SessionMessage.Look(deadline, replyTo)
                : new SessionMessage.Execute(command(phrase), deadline, replyTo);
    }

    private static String written() {
        return Wording.events(
                PersistenceTestKit.create(KIT.system()).persistedInStorage(ENTITY).stream()
                        .map(SessionEvent.class::cast)
                        .toList());
    }

    private List<Long> snapshotVersions() {
        return snapshots.persistedInStorage(ENTITY).stream()
                .map(snapshot -> snapshot.first())
                .map(SnapshotMeta::getSequenceNr)
                .toList();
    }
}
