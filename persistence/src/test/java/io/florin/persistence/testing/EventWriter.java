package io.florin.persistence.testing;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.florin.persistence.journal.JournalEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.DeleteMessagesSuccess;
import org.apache.pekko.persistence.JournalProtocol.DeleteMessagesTo;
import org.apache.pekko.persistence.JournalProtocol.WriteMessageSuccess;
import org.apache.pekko.persistence.JournalProtocol.WriteMessages;
import org.apache.pekko.persistence.Persistence;
import org.apache.pekko.persistence.PersistentEnvelope;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.PersistentRepr$;
import org.apache.pekko.testkit.javadsl.TestKit;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Puts events into the journal without any entity behind them, for tests of what reads it: the
 * default journal of an actor system of its own. Every call waits and fails the test if it fails.
 */
public final class EventWriter implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ActorSystem system;
    private final ActorRef journal;
    private final String writer = UUID.randomUUID().toString();

    public EventWriter(Config config) {
        system = ActorSystem.create("event-writer", config);
        // Before anything else is done to its tables.
        JournalEngine.get(system);
        journal = Persistence.get(system).journalFor("", ConfigFactory.empty());
    }

    public ActorSystem system() {
        return system;
    }

    /** Stores one event. */
    public void write(String entity, long sequence, Object event) {
        write(entity, sequence, List.of(event));
    }

    /** Stores events of one entity atomically, numbered from the first one on. */
    public void write(String entity, long firstSequence, List<?> events) {
        var representations = new ArrayList<PersistentRepr>();
        for (int n = 0; n < events.size(); n++) {
            representations.add(
                    PersistentRepr$.MODULE$.apply(
                            events.get(n),
                            firstSequence + n,
                            entity,
                            "",
                            false,
                            ActorRef.noSender(),
                            writer));
        }
        PersistentEnvelope write =
                new AtomicWrite(CollectionConverters.asScala(representations).toList());
        var kit = new TestKit(system);
        journal.tell(
                new WriteMessages(
                        CollectionConverters.asScala(List.of(write)).toList(), kit.getRef(), 1),
                kit.getRef());
        kit.fishForSpecificMessage(
                PATIENCE,
                "stored",
                message -> message instanceof WriteMessageSuccess success ? success : null);
    }

    /** Deletes an entity's events up to a number. */
    public void delete(String entity, long toSequence) {
        var kit = new TestKit(system);
        journal.tell(new DeleteMessagesTo(entity, toSequence, kit.getRef()), kit.getRef());
        kit.expectMsgClass(PATIENCE, DeleteMessagesSuccess.class);
    }

    @Override
    public void close() {
        TestKit.shutdownActorSystem(system, scala.concurrent.duration.Duration.create("20s"), true);
    }
}
