package io.florin.benchmark.job;

import io.florin.benchmark.engine.EngineSettings;
import io.florin.benchmark.measure.CpuTime;
import io.florin.benchmark.server.BenchServer;
import io.florin.benchmark.server.BenchServer.Database;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The node that all of ours share, its database, and who does its jobs.
 *
 * @param handlers by kind
 * @param startedNanos when the newest job of kind {@value #START} began
 */
record JobHost(
        BenchServer server,
        Database database,
        JobNode node,
        Map<String, Handled> handlers,
        AtomicLong startedNanos)
        implements AutoCloseable {
    /** Of single jobs. */
    static final String START = "start";

    static JobHost start(
            BenchServer server,
            String broker,
            EngineSettings settings,
            Map<String, Handled> handlers) {
        var database = server.create("jobs");
        var started = new AtomicLong();
        var node =
                JobNode.open(
                        settings,
                        database,
                        broker,
                        kind -> {
                            var handled = handlers.get(kind);
                            return handled == null ? Handled.telling(started) : handled;
                        });
        node.join();
        return new JobHost(server, database, node, Map.copyOf(handlers), started);
    }

    Handled handler(String kind) {
        var handler = handlers.get(kind);
        if (handler == null) throw new IllegalArgumentException("Nobody does " + kind);
        return handler;
    }

    /** Of a while in which there is nothing to do. */
    CpuTime idle(Duration length) {
        var before = server.meter().read();
        Spin.idle(length);
        return server.meter().read().minus(before);
    }

    @Override
    public void close() {
        node.close();
        server.drop(database);
    }
}
