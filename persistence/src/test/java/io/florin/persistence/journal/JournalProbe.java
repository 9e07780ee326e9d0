package io.florin.persistence.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.JournalProtocol.DeleteMessagesTo;
import org.apache.pekko.persistence.JournalProtocol.RecoverySuccess;
import org.apache.pekko.persistence.JournalProtocol.ReplayMessages;
import org.apache.pekko.persistence.JournalProtocol.ReplayMessagesFailure;
import org.apache.pekko.persistence.JournalProtocol.ReplayedMessage;
import org.apache.pekko.persistence.JournalProtocol.WriteMessageFailure;
import org.apache.pekko.persistence.JournalProtocol.WriteMessageRejected;
import org.apache.pekko.persistence.JournalProtocol.WriteMessageSuccess;
import org.apache.pekko.persistence.JournalProtocol.WriteMessages;
import org.apache.pekko.persistence.JournalProtocol.WriteMessagesFailed;
import org.apache.pekko.persistence.JournalProtocol.WriteMessagesSuccessful$;
import org.apache.pekko.persistence.Persistence;
import org.apache.pekko.persistence.PersistentEnvelope;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.PersistentRepr$;
import org.apache.pekko.testkit.javadsl.TestKit;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Speaks to a journal as a persistent actor does: an actor system of its own, the real plugin
 * actor, and one entity.
 */
final class JournalProbe implements AutoCloseable {
    /** What the journal said to each event of a write. */
    enum Verdict {
        STORED,
        REJECTED,
        FAILED
    }

    /** The journal's answer to a write. */
    record Answer(List<Verdict> verdicts, List<Throwable> reasons) {
        boolean isStored() {
            return verdicts.stream().allMatch(verdict -> verdict == Verdict.STORED);
        }
    }

    /** What a replay brought. */
    record Replayed(List<PersistentRepr> events, long highest) {
        List<Object> payloads() {
            return events.stream().map(PersistentRepr::payload).toList();
        }

        List<Long> sequences() {
            return events.stream().map(PersistentRepr::sequenceNr).toList();
        }
    }

    private static final int INSTANCE = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ActorSystem system;
    private final ActorRef journal;
    private final String writer = UUID.randomUUID().toString();

    JournalProbe(Config config) {
        system = ActorSystem.create("journal-probe", config);
        journal = Persistence.get(system).journalFor("", ConfigFactory.empty());
    }

    ActorSystem system() {
        return system;
    }

    String writer() {
        return writer;
    }

    JournalEngine engine() {
        return JournalEngine.get(system);
    }

    static AtomicWrite atomic(PersistentRepr... events) {
        return new AtomicWrite(CollectionConverters.asScala(Arrays.asList(events)).toList());
    }

    PersistentRepr event(String entity, long sequence, Object payload) {
        return PersistentRepr$.MODULE$.apply(
                payload, sequence, entity, "", false, ActorRef.noSender(), writer);
    }

    /** Writes one event by itself and waits for the answer. */
    Answer write(String entity, long sequence, Object payload) {
        return write(atomic(event(entity, sequence, payload)));
    }

    /** One message with several atomic writes; waits for the answer. */
    Answer write(AtomicWrite... writes) {
        return send(writes).await();
    }

    /** Sends a message and leaves the answer for later. */
    Outstanding send(AtomicWrite... writes) {
        var kit = new TestKit(system);
        int events = Arrays.stream(writes).mapToInt(AtomicWrite::size).sum();
        journal.tell(
                new WriteMessages(
                        CollectionConverters.asScala(Arrays.<PersistentEnvelope>asList(writes))
                                .toList(),
                        kit.getRef(),
                        INSTANCE),
                kit.getRef());
        return new Outstanding(kit, events);
    }

    Replayed replay(String entity) {
        return replay(entity, 1, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    Replayed replay(String entity, long from, long to, long max) {
        return sendReplay(entity, from, to, max).await();
    }

    OutstandingReplay sendReplay(String entity, long from, long to, long max) {
        var kit = new TestKit(system);
        journal.tell(new ReplayMessages(from, to, max, entity, kit.getRef()), kit.getRef());
        return new OutstandingReplay(kit);
    }

    /** Returns what the journal answers. */
    Object delete(String entity, long to) {
        var kit = new TestKit(system);
        journal.tell(new DeleteMessagesTo(entity, to, kit.getRef()), kit.getRef());
        return kit.expectMsgClass(PATIENCE, Object.class);
    }

    @Override
    public void close() {
        TestKit.shutdownActorSystem(system, scala.concurrent.duration.Duration.create("20s"), true);
    }

    /** A write whose answer has not been asked for. */
    record Outstanding(TestKit kit, int events) {
        Answer await() {
            var verdicts = new ArrayList<Verdict>();
            var reasons = new ArrayList<Throwable>();
            while (verdicts.size() < events) {
                switch (kit.expectMsgClass(PATIENCE, Object.class)) {
                    case WriteMessageSuccess _ -> verdicts.add(Verdict.STORED);
                    case WriteMessageRejected rejected -> {
                        verdicts.add(Verdict.REJECTED);
                        reasons.add(rejected.cause());
                    }
                    case WriteMessageFailure failed -> {
                        verdicts.add(Verdict.FAILED);
                        reasons.add(failed.cause());
                    }
                    case WriteMessagesFailed _ -> {}
                    case WriteMessagesSuccessful$ _ -> {}
                    case Object other -> throw new AssertionError("Unexpected: " + other);
                }
            }
            return new Answer(verdicts, reasons);
        }
    }

    /** A replay whose events have not been asked for. */
    record OutstandingReplay(TestKit kit) {
        Replayed await() {
            var events = new ArrayList<PersistentRepr>();
            while (true) {
                switch (kit.expectMsgClass(PATIENCE, Object.class)) {
                    case ReplayedMessage message -> events.add(message.persistent());
                    case RecoverySuccess success -> {
                        return new Replayed(events, success.highestSequenceNr());
                    }
                    case ReplayMessagesFailure failure ->
                            throw new IllegalStateException(failure.cause());
                    case Object other -> throw new AssertionError("Unexpected: " + other);
                }
            }
        }
    }
}
