package io.florin.node.telemetry;

import com.typesafe.config.Config;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics of one node: takes what is told, reads what others count by themselves, and serves
 * the page. Begins before and ends after what it measures.
 */
public final class Metrics implements AutoCloseable {
    /** Reads what somebody counts, and tells it. */
    @FunctionalInterface
    public interface Reading {
        void tell(Metrics metrics);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Metrics.class);

    private record Serving(
            Exporter exporter, MetricsServer server, ScheduledExecutorService clock) {}

    private record Total(Metric metric, List<String> labels) {}

    private final Map<Total, Long> told = new ConcurrentHashMap<>();
    private final List<Reading> readings = new ArrayList<>();
    private final @Nullable Serving serving;
    private boolean closed;

    private Metrics(@Nullable Serving serving) {
        this.serving = serving;
    }

    /**
     * Listens from here on, if it is to.
     *
     * @param config the node's
     * @throws IllegalStateException with a sentence, if the port cannot be had
     */
    public static Metrics start(MetricsSettings settings, Config config) {
        if (!settings.enabled()) return new Metrics(null);
        var exporter = Exporter.join(settings, config);
        try {
            var server = MetricsServer.start(settings, exporter.page()::text);
            var clock =
                    Executors.newSingleThreadScheduledExecutor(
                            Thread.ofPlatform().daemon().name("florin-metrics-clock").factory());
            var metrics = new Metrics(new Serving(exporter, server, clock));
            long every = settings.everyMillis();
            var _ =
                    clock.scheduleWithFixedDelay(
                            metrics::read, every, every, TimeUnit.MILLISECONDS);
            return metrics;
        } catch (RuntimeException e) {
            exporter.leave();
            throw e;
        }
    }

    /** Where to tell what happens. */
    public Meter meter() {
        return serving == null ? Meter.NONE : KamonMeter.OF_PROCESS;
    }

    /** Is done before every tick; it must not wait for anything. */
    public synchronized void add(Reading reading) {
        readings.add(reading);
    }

    private synchronized void read() {
        for (var reading : readings) {
            if (closed) return;
            try {
                reading.tell(this);
            } catch (RuntimeException e) {
                LOG.warn("A metric could not be read: {}", e.toString());
            }
        }
    }

    /** What has been counted by somebody, from zero, up to now; for readings. */
    public void total(Metric metric, long total, String... labels) {
        var before = told.put(new Total(metric, List.of(labels)), total);
        meter().count(metric, total - (before == null ? 0 : before), labels);
    }

    /** Where the page is, unless metrics are off. */
    public Optional<InetSocketAddress> address() {
        return Optional.ofNullable(serving).map(each -> each.server().address());
    }

    /** Ends the page, and all measuring with the last node of the process. Blocks for a moment. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) return;
            closed = true;
        }
        if (serving == null) return;
        serving.clock().shutdown();
        serving.server().close();
        serving.exporter().leave();
    }
}
