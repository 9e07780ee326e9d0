package io.florin.node.telemetry;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kamon.Kamon;
import kamon.module.Module;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.jdk.javaapi.FutureConverters;

/**
 * Kamon as it runs in this process: begun for the first node, whose settings it has, and stopped
 * with the last one.
 */
final class Exporter {
    private static final Logger LOG = LoggerFactory.getLogger(Exporter.class);
    private static final int STOP_SECONDS = 5;
    private static final Object LOCK = new Object();

    private static @Nullable Exporter running;

    private final Page page;
    private final Module.Registration reporter;
    private int nodes = 1;

    private Exporter(Page page, Module.Registration reporter) {
        this.page = page;
        this.reporter = reporter;
    }

    static Exporter join(MetricsSettings settings, Config config) {
        synchronized (LOCK) {
            var there = running;
            if (there != null) {
                there.nodes++;
                return there;
            }
            var begun = begin(kamon(settings).withFallback(config));
            running = begun;
            return begun;
        }
    }

    private static Exporter begin(Config config) {
        var page = new Page(config);
        Kamon.initWithoutAttaching(config);
        return new Exporter(page, Kamon.addReporter("florin-page", page));
    }

    Page page() {
        return page;
    }

    void leave() {
        synchronized (LOCK) {
            if (--nodes > 0) return;
            running = null;
            reporter.cancel();
            try {
                FutureConverters.asJava(Kamon.stop())
                        .toCompletableFuture()
                        .get(STOP_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                LOG.warn("Metrics do not end in time: {}", e.toString());
            } finally {
                KamonMeter.OF_PROCESS.forgetAll();
            }
        }
    }

    /** Its own server for Prometheus takes a taken port for a trifle, and cannot be shared. */
    private static Config kamon(MetricsSettings settings) {
        return ConfigFactory.parseString(
                """
                kamon {
                  init { hide-banner = yes, attach-instrumentation = no }
                  environment.service = florin
                  metric { tick-interval = %d ms, optimistic-tick-alignment = no }
                  modules {
                    prometheus-reporter.enabled = no
                    pushgateway-reporter.enabled = no
                    otel-trace-reporter.enabled = no
                    host-metrics.enabled = %s
                    process-metrics.interval = 5 s
                  }
                  # How late a thread wakes; to measure it more often costs more than it tells.
                  instrumentation.system.process.hiccup-monitor-interval = 50 ms
                  prometheus.buckets {
                    default-buckets = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]
                    time-buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25,
                                    0.5, 1, 2.5, 5, 10, 30, 60, 120]
                  }
                }
                """
                        .formatted(settings.everyMillis(), settings.machine()));
    }
}
