package io.florin.node.telemetry;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import kamon.metric.PeriodSnapshot;
import kamon.module.MetricReporter;
import kamon.prometheus.PrometheusSettings;
import kamon.prometheus.ScrapeDataBuilder;
import kamon.tag.TagSet;

/**
 * What Prometheus reads, made anew with every tick. Kamon's own reporter would go on telling a
 * gauge that is forgotten; metrics of ours that have nothing to tell yet are named here all the
 * same.
 */
final class Page implements MetricReporter {
    private static final Duration FOR_EVER = Duration.ofDays(365 * 5);

    private final PeriodSnapshot.Accumulator sums =
            PeriodSnapshot.accumulator(FOR_EVER, Duration.ZERO, FOR_EVER);
    private volatile PrometheusSettings.Generic settings;
    private volatile String text = named("");

    Page(Config kamon) {
        this.settings = PrometheusSettings.readSettings(kamon.getConfig("kamon.prometheus"));
    }

    String text() {
        return text;
    }

    @Override
    public void reportPeriodSnapshot(PeriodSnapshot snapshot) {
        sums.add(snapshot);
        var all = sums.peek();
        var told =
                new ScrapeDataBuilder(settings, TagSet.Empty())
                        .appendCounters(all.counters())
                        .appendGauges(snapshot.gauges())
                        .appendHistograms(all.histograms())
                        .appendHistograms(all.timers())
                        .appendHistograms(all.rangeSamplers())
                        .build();
        text = told + named(told);
    }

    /** Those of ours that nothing is told of. */
    private static String named(String told) {
        return Arrays.stream(Metric.values())
                .filter(metric -> !told.contains("# TYPE " + metric.title() + " "))
                .map(metric ->
                        "# HELP %1$s %2$s\n# TYPE %1$s %3$s\n"
                                .formatted(metric.title(), metric.help(), metric.type().word()))
                .collect(Collectors.joining());
    }

    @Override
    public void reconfigure(Config config) {
        settings = PrometheusSettings.readSettings(config.getConfig("kamon.prometheus"));
    }

    @Override
    public void stop() {
        // Whoever serves the page ends with its node.
    }
}
