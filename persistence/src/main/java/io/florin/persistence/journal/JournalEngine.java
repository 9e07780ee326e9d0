package io.florin.persistence.journal;

import io.florin.persistence.database.Bounds;
import io.florin.persistence.database.Database;
import io.florin.persistence.database.DatabaseSettings;
import io.florin.persistence.journal.Heads.Head;
import io.florin.persistence.journal.JournalTable.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;
import org.apache.pekko.persistence.Persistence;

/**
 * The journal of one actor system: one pool, one set of writers, one name index for all plugin
 * actors, made at the first use from {@code florin.database} and {@code florin.journal}, closed
 * when the system has terminated. Thread-safe.
 */
public final class JournalEngine implements Extension {
    private final Database database;
    private final Payloads payloads;
    private final Persistence persistence;
    private final JournalParts parts;
    private final List<JournalWriter> writers;
    private final Reads reads;
    private final Replay replay;
    private final BatchedNameIndex names;

    JournalEngine(ExtendedActorSystem system) {
        var config = system.settings().config();
        var settings = JournalSettings.from(config);
        var address = DatabaseSettings.from(config);
        Bounds.atMost(
                JournalSettings.PATH + ".writers",
                settings.writers(),
                DatabaseSettings.PATH + ".writer-connections",
                address.writerConnections());
        database = Database.open(address);
        payloads = new Payloads(system);
        persistence = Persistence.get((ActorSystem) system);
        var counters = new Counters();
        var notifier = new Notifier(database, counters, settings.notifyEveryMillis());
        parts =
                new JournalParts(
                        database, settings, new Heads(settings.heads()), counters, notifier);
        writers = writers(parts);
        reads = new Reads(settings.readsWaiting());
        replay = new Replay(database, settings);
        names = new BatchedNameIndex(database, payloads, settings, counters);
        notifier.start();
        writers.forEach(JournalWriter::start);
        names.start();
        system.registerOnTermination(this::close);
    }

    /**
     * The engine of this actor system; the first call opens the database and blocks while it does.
     *
     * @throws io.florin.persistence.database.DatabaseException if the database cannot be reached
     * @throws IllegalStateException if the server's settings would break a promise
     * @throws IllegalArgumentException if a setting is wrong
     */
    public static JournalEngine get(ClassicActorSystemProvider system) {
        return JournalEngineProvider.ID.get(system);
    }

    /** The database that this journal is in; read models and offsets live there, too. */
    public Database database() {
        return database;
    }

    public NameIndex names() {
        return names;
    }

    public Payloads payloads() {
        return payloads;
    }

    /**
     * The entity's highest stored sequence number by the database, whatever this node believes. It
     * does not wait for writes under way.
     */
    public CompletionStage<Long> confirm(String persistenceId) {
        return reads.run(() -> read(persistenceId).sequence());
    }

    public JournalStats stats() {
        long writes = 0;
        long bytes = 0;
        for (var writer : writers) {
            writes += writer.queue().writes();
            bytes += writer.queue().bytes();
        }
        return parts.counters().stats(writes, bytes);
    }

    /** From now on it is told of every batch. */
    public void watch(BatchWatch watch) {
        parts.counters().watch(watch);
    }

    /** Stores the events together or not at all; fails with {@link JournalException}. */
    CompletableFuture<Done> write(String entity, List<NewEvent> events) {
        int slice = persistence.sliceForPersistenceId(entity);
        var write = new PendingWrite(entity, slice, events);
        try {
            writer(slice).queue().add(write);
        } catch (JournalException refused) {
            WriteLog.failed(List.of(write), refused);
            parts.counters().failedWrites.increment();
            parts.counters().overloadedWrites.increment();
            // A later write of the entity may find room; it must not be stored without this one.
            parts.heads().failed(entity, write.firstSequence());
            return CompletableFuture.failedFuture(refused);
        }
        return write.done();
    }

    /** The highest sequence number, read when all writes of the entity here are settled. */
    CompletableFuture<Long> highestSequence(String entity) {
        return whenSettled(
                entity,
                () -> {
                    var head = read(entity);
                    parts.heads().recovered(entity, head);
                    return head.sequence();
                });
    }

    CompletableFuture<Done> replay(
            String entity, long from, long to, long max, Consumer<Row> consumer) {
        return reads.run(() -> {
            replay.replay(entity, from, to, max, consumer);
            return Done.getInstance();
        });
    }

    CompletableFuture<Done> delete(String entity, long to) {
        return whenSettled(
                entity,
                () -> {
                    replay.delete(entity, to);
                    return Done.getInstance();
                });
    }

    Reads reads() {
        return reads;
    }

    void rejected() {
        parts.counters().rejectedWrites.increment();
    }

    private <T> CompletableFuture<T> whenSettled(String entity, Supplier<T> call) {
        var settled = writer(persistence.sliceForPersistenceId(entity)).queue().settled(entity);
        return settled.isDone() ? reads.run(call) : settled.thenCompose(_ -> reads.run(call));
    }

    private Head read(String entity) {
        return database.autocommit(connection -> JournalTable.head(connection, entity));
    }

    private JournalWriter writer(int slice) {
        return writers.get(slice % writers.size());
    }

    private static List<JournalWriter> writers(JournalParts parts) {
        int count = parts.settings().writers();
        var writers = new ArrayList<JournalWriter>(count);
        for (int n = 0; n < count; n++) {
            var queue =
                    new WriteQueue(
                            Math.max(1, parts.settings().queueWrites() / count),
                            parts.settings().queueBytes() / count);
            writers.add(new JournalWriter("florin-journal-writer-" + n, queue, parts));
        }
        return List.copyOf(writers);
    }

    private void close() {
        writers.forEach(JournalWriter::close);
        names.close();
        parts.notifier().close();
        reads.close();
        database.close();
    }
}
