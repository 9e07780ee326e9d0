package io.florin.node;

import io.florin.node.telemetry.ClusterFigures.Series;
import io.florin.node.telemetry.Metric;
import io.florin.persistence.database.Database;
import io.florin.persistence.ledger.LedgerCheckQuery;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Whether the ledger adds up as far as it is read: the promise of conservation, watched. */
final class LedgerFigures implements Supplier<Map<Series, Double>> {
    private final LedgerCheckQuery checks;
    private final Duration timeout;

    /** A ledger too large to be counted in this time is said to be unknown, not right. */
    LedgerFigures(Database database, Duration timeout) {
        this.checks = new LedgerCheckQuery(database);
        this.timeout = timeout;
    }

    @Override
    public Map<Series, Double> get() {
        try {
            double differences = checks.countRead(timeout).differences().size();
            return Map.of(Series.of(Metric.LEDGER_DIFFERENCES), differences);
        } catch (TimeoutException e) {
            throw new IllegalStateException("The ledger was not checked: " + e.getMessage(), e);
        }
    }
}
