package io.florin.benchmark.journal;

import com.typesafe.config.Config;
import io.florin.benchmark.measure.Contender;
import io.florin.benchmark.measure.Sample;
import io.florin.benchmark.server.BenchServer;
import io.florin.benchmark.server.BenchServer.Database;
import io.florin.sandbox.terminal.CommandFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Persistent actors on one journal, in an actor system and a database of their own. Between runs
 * they wait, which costs the others nothing.
 */
final class JournalContender implements Contender {
    private static final int GRACE_SECONDS = 30;

    private final String name;
    private final int writers;
    private final BenchServer server;
    private final Database database;
    private final LongFunction<Payload> events;
    private final ActorSystem<WriterRun> system;

    /** {@code events}: the next event of a writer that has written so many. */
    JournalContender(
            JournalKind kind, int writers, BenchServer server, LongFunction<Payload> events) {
        this.name = kind.title();
        this.writers = writers;
        this.server = server;
        this.events = events;
        this.database = server.create("journal_" + kind.name().toLowerCase(java.util.Locale.ROOT));
        kind.prepare(database);
        Config config = kind.config(database);
        this.system = ActorSystem.create(all(writers), "journal", config);
    }

    /** Hands the run to every writer. */
    private static Behavior<WriterRun> all(int count) {
        return Behaviors.setup(context -> {
            List<ActorRef<WriterRun>> writers = new ArrayList<>(count);
            for (int n = 0; n < count; n++) {
                writers.add(context.spawn(Writer.create("writer|" + n), "writer-" + n));
            }
            return Behaviors.receiveMessage(run -> {
                writers.forEach(writer -> writer.tell(run));
                return Behaviors.same();
            });
        });
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Sample run(Duration length) {
        server.checkpoint();
        write(length.dividedBy(4));
        var before = server.meter().read();
        long startNanos = System.nanoTime();
        long written = write(length);
        long elapsedNanos = System.nanoTime() - startNanos;
        return new Sample(written, elapsedNanos, server.meter().read().minus(before));
    }

    private long write(Duration length) {
        var run = new WriterRun(writers, length.toNanos(), events);
        system.tell(run);
        try {
            if (!run.await(length.toSeconds() + GRACE_SECONDS)) {
                throw new CommandFailed(name + ": not every writer came to an end.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted while " + name + " was measured.", e);
        }
        return run.written();
    }

    @Override
    public void close() {
        system.terminate();
        try {
            system.getWhenTerminated()
                    .toCompletableFuture()
                    .get(GRACE_SECONDS, java.util.concurrent.TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            throw new CommandFailed(name + ": the actor system does not end: " + e, e);
        }
        server.drop(database);
    }
}
