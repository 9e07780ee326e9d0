package io.florin.node;

import io.florin.node.telemetry.ClusterFigures.Series;
import io.florin.node.telemetry.Metric;
import io.florin.persistence.database.Database;
import io.florin.persistence.figure.Figure;
import io.florin.persistence.figure.FigureQuery;
import io.florin.persistence.projection.OffsetTable;
import io.florin.persistence.projection.Progress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The cluster's figures as the database has them, in the words of the page. */
final class Figures implements Supplier<Map<Series, Double>> {
    private static final String OTHER = "other";
    private static final double MILLIS_OF_A_SECOND = 1_000;
    private static final List<String> JOB_STATES =
            List.of("scheduled", "queued", "retrying", "unknown", "running", "settling", "dead");

    private final FigureQuery query;
    private final Progress progress;
    private final Set<String> queues;

    /** Of queues that are not named nothing is told but their sum. */
    Figures(Database database, Set<String> queues) {
        this.query = new FigureQuery(database);
        this.progress = new Progress(database, OffsetTable.LEDGER);
        this.queues = Set.copyOf(queues);
    }

    @Override
    public Map<Series, Double> get() {
        var levels = new HashMap<Series, Double>();
        for (var queue : queues) {
            for (var state : JOB_STATES) add(levels, Series.of(Metric.QUEUE_JOBS, queue, state), 0);
            add(levels, Series.of(Metric.QUEUE_OLDEST_WAIT, queue), 0);
            add(levels, Series.of(Metric.JOB_QUARANTINED, queue), 0);
        }
        query.all().forEach(figure -> add(levels, series(figure), figure.value()));
        double lagSeconds = progress.lagMillis() / MILLIS_OF_A_SECOND;
        add(levels, Series.of(Metric.PROJECTION_LAG), lagSeconds);
        return levels;
    }

    /** Several may be one: those that are not named. */
    private static void add(Map<Series, Double> levels, Series series, double value) {
        boolean isAge = series.metric().type() == Metric.Type.SECONDS;
        levels.merge(series, value, isAge ? Math::max : Double::sum);
    }

    private Series series(Figure figure) {
        var of = figure.of().toLowerCase(Locale.ROOT);
        var queue = queues.contains(figure.of()) ? figure.of() : OTHER;
        var state = figure.state().toLowerCase(Locale.ROOT);
        return switch (figure.kind()) {
            case JOBS -> Series.of(Metric.QUEUE_JOBS, queue, state);
            case OLDEST_JOB_AGE -> Series.of(Metric.QUEUE_OLDEST_WAIT, queue);
            case QUARANTINED_JOBS -> Series.of(Metric.JOB_QUARANTINED, queue);
            case OPEN_PAYMENTS -> Series.of(Metric.PAYMENTS_OPEN, of, state);
            case UNKNOWN_PAYMENT_AGE -> Series.of(Metric.PAYMENTS_OLDEST_UNKNOWN, of);
            case OPEN_PAYOUTS -> Series.of(Metric.PAYOUTS_OPEN, of, state);
            case UNKNOWN_PAYOUT_AGE -> Series.of(Metric.PAYOUTS_OLDEST_UNKNOWN, of);
            case XMIN_AGE -> Series.of(Metric.DATABASE_XMIN_AGE);
        };
    }
}
