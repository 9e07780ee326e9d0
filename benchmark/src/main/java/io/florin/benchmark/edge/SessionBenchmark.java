package io.florin.benchmark.edge;

import io.florin.benchmark.engine.EngineSettings;
import io.florin.benchmark.report.Figure;
import io.florin.benchmark.report.Line;
import io.florin.benchmark.report.Report;
import io.florin.benchmark.report.Target;
import io.florin.benchmark.server.BenchServer;
import io.florin.node.session.SessionSettings;
import io.florin.node.session.ShardedSessions;
import io.florin.protocol.session.SecretHash;
import io.florin.protocol.session.SessionCommand.Begin;
import io.florin.protocol.session.SessionCommand.Refresh;
import io.florin.protocol.session.SessionId;
import io.florin.protocol.session.SessionReply;
import io.florin.protocol.session.Sessions;
import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Progress;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a live session keeps of the heap: a login that was refreshed once, so that it remembers an
 * older token; with what sharding and the journal keep of it.
 */
public record SessionBenchmark(int sessions) {
    public static final String NAME = "sessions";

    private static final String BYTES = "heap of a session";
    private static final double TARGET_BYTES = 4096;
    private static final int WARM = 1_000;
    private static final int AT_ONCE = 500;
    private static final int END_LIMIT_SECONDS = 60;
    private static final int COLLECTIONS = 3;
    private static final Duration REST = Duration.ofSeconds(2);
    private static final long DAY = Duration.ofDays(1).toSeconds();
    private static final EngineSettings ALL_LIVE =
            EngineSettings.NODE
                    .with("florin.session.max-live", 1_000_000)
                    .with("florin.session.idle-seconds", 3_600)
                    .with("florin.session.ask-timeout-millis", 60_000);

    public static SessionBenchmark usual() {
        return new SessionBenchmark(100_000);
    }

    public Report run(BenchServer server, Progress progress) {
        var database = server.create(NAME);
        try (var node = EdgeNode.start(ALL_LIVE, database)) {
            var door = door(node);
            begin(door, "warm", WARM); // whatever is made at first use is there now
            long before = liveHeapBytes();
            progress.say("  beginning %,d sessions".formatted(sessions));
            begin(door, "live", sessions);
            return report((double) (liveHeapBytes() - before) / sessions);
        } finally {
            server.drop(database);
        }
    }

    /** Sharding of sessions has begun, so a second door leads to the same actors. */
    private static Sessions door(EdgeNode node) {
        var system = node.node().system();
        return ShardedSessions.start(
                system,
                SessionSettings.from(system.settings().config()),
                (_, _) -> CompletableFuture.completedFuture(List.of()),
                InstantSource.system());
    }

    private static void begin(Sessions door, String name, int count) {
        var places = new Semaphore(AT_ONCE);
        var unexpected = new AtomicReference<@Nullable Object>();
        try {
            for (int n = 0; n < count; n++) {
                places.acquire();
                var id = new SessionId("default", name + n);
                var begin = new Begin("user" + n, secret(2 * n), DAY, 30 * DAY);
                var refresh = new Refresh(secret(2 * n), secret(2 * n + 1));
                var _ =
                        door.execute(id, begin)
                                .thenCompose(_ -> door.execute(id, refresh))
                                .whenComplete((reply, failure) -> {
                                    if (!(reply instanceof SessionReply.Done)) {
                                        unexpected.set(failure == null ? reply : failure);
                                    }
                                    places.release();
                                });
            }
            if (!places.tryAcquire(AT_ONCE, END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new CommandFailed("A session was never answered.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.", e);
        }
        var other = unexpected.get();
        if (other != null) throw new CommandFailed("A session was answered with " + other + ".");
    }

    private static SecretHash secret(int number) {
        return new SecretHash(ByteBuffer.allocate(SecretHash.BYTES).putInt(number).array());
    }

    private Report report(double bytes) {
        return new Report(
                NAME,
                "heap of one live session",
                List.of(
                        new Line(
                                "sessions of 2 events",
                                List.of(new Figure(BYTES, "bytes", bytes)))),
                List.of(BYTES),
                List.of(Target.atMost("heap of a live session", bytes, TARGET_BYTES, "bytes")),
                List.of(
                        "Live heap of a node with %,d sessions more, after full collections."
                                .formatted(sessions)),
                Map.of());
    }

    /** When what was written has been projected. */
    private static long liveHeapBytes() {
        LockSupport.parkNanos(REST.toNanos());
        var memory = ManagementFactory.getMemoryMXBean();
        for (int n = 0; n < COLLECTIONS; n++) memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
