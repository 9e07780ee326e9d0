package io.florin.node.telemetry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import kamon.Kamon;
import kamon.metric.Counter;
import kamon.metric.DynamicRange;
import kamon.metric.Gauge;
import kamon.metric.Histogram;
import kamon.metric.MeasurementUnit;
import kamon.tag.TagSet;

/** Kamon's instruments, found again without its own dearer look-up; one for the process. */
final class KamonMeter implements Meter {
    static final KamonMeter OF_PROCESS = new KamonMeter();

    /** More series of a metric are told together: labels were not as bounded as was thought. */
    static final int MOST_SERIES = 2_000;

    static final String OTHER = "other";

    /** From a microsecond to an hour. */
    private static final DynamicRange DURATIONS = new DynamicRange(1_000, 3_600_000_000_000L, 2);

    private static final DynamicRange SIZES = new DynamicRange(1, 1_000_000, 2);

    private record Series(Metric metric, List<String> labels) {}

    private final Map<Series, Counter> counters = new ConcurrentHashMap<>();
    private final Map<Series, Histogram> histograms = new ConcurrentHashMap<>();
    private final Map<Series, Gauge> gauges = new ConcurrentHashMap<>();
    private final Map<Metric, AtomicInteger> sizes = new ConcurrentHashMap<>();

    private KamonMeter() {}

    @Override
    public void count(Metric metric, long more, String... labels) {
        if (more < 0) return;
        var counter = find(counters, metric, labels, KamonMeter::counter);
        if (more > 0) counter.increment(more);
    }

    @Override
    public void record(Metric metric, long value, String... labels) {
        find(histograms, metric, labels, KamonMeter::histogram).record(Math.max(0, value));
    }

    @Override
    public void level(Metric metric, double value, String... labels) {
        find(gauges, metric, labels, KamonMeter::gauge).update(value);
    }

    @Override
    public void forget(Metric metric) {
        gauges.entrySet()
                .removeIf(entry -> {
                    if (entry.getKey().metric() != metric) return false;
                    sizes.getOrDefault(metric, new AtomicInteger()).decrementAndGet();
                    return entry.getValue().remove();
                });
    }

    /** Kamon has stopped, and its instruments count for nobody any more. */
    void forgetAll() {
        counters.clear();
        histograms.clear();
        gauges.clear();
        sizes.clear();
    }

    private <I> I find(
            Map<Series, I> known, Metric metric, String[] labels, Function<Series, I> make) {
        var series = new Series(metric, List.of(labels));
        var found = known.get(series);
        return found == null ? made(known, series, make) : found;
    }

    private <I> I made(Map<Series, I> known, Series series, Function<Series, I> make) {
        var metric = series.metric();
        if (series.labels().size() != metric.labels().size()) {
            throw new IllegalArgumentException(
                    "%s has the labels %s.".formatted(metric, metric.labels()));
        }
        var size = sizes.computeIfAbsent(metric, _ -> new AtomicInteger());
        if (size.get() >= MOST_SERIES) {
            var other = Collections.nCopies(metric.labels().size(), OTHER);
            return known.computeIfAbsent(new Series(metric, other), make);
        }
        return known.computeIfAbsent(
                series,
                one -> {
                    size.incrementAndGet();
                    return make.apply(one);
                });
    }

    private static Counter counter(Series series) {
        var metric = series.metric();
        var unit =
                metric.type() == Metric.Type.MILLIS
                        ? MeasurementUnit.time().milliseconds()
                        : MeasurementUnit.none();
        return Kamon.counter(metric.kamonName(), metric.help(), unit).withTags(tags(series));
    }

    private static Histogram histogram(Series series) {
        var metric = series.metric();
        boolean isTime = metric.type() == Metric.Type.DURATION;
        return Kamon.histogram(
                        metric.kamonName(),
                        metric.help(),
                        isTime ? MeasurementUnit.time().nanoseconds() : MeasurementUnit.none(),
                        isTime ? DURATIONS : SIZES)
                .withTags(tags(series));
    }

    private static Gauge gauge(Series series) {
        var metric = series.metric();
        var unit =
                switch (metric.type()) {
                    case SECONDS -> MeasurementUnit.time().seconds();
                    case BYTES -> MeasurementUnit.information().bytes();
                    case GAUGE, COUNT, MILLIS, SIZE, DURATION -> MeasurementUnit.none();
                };
        return Kamon.gauge(metric.kamonName(), metric.help(), unit).withTags(tags(series));
    }

    /** What would break the page's lines is not written: Kamon does not escape it. */
    private static TagSet tags(Series series) {
        UnaryOperator<String> plain = value -> value.replaceAll("[\"\\\\\\p{Cntrl}]", "_");
        var tags = new LinkedHashMap<String, Object>();
        var names = series.metric().labels();
        for (int i = 0; i < names.size(); i++) {
            tags.put(names.get(i), plain.apply(series.labels().get(i)));
        }
        return TagSet.from(tags);
    }
}
