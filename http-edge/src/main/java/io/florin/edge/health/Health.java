package io.florin.edge.health;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** The door to what this node knows about itself and about what it needs. */
public interface Health {
    /** Must answer within a second or so, whatever is down; never fails for that reason. */
    CompletionStage<Report> report();

    /**
     * {@code ready}: requests that reach this node can be served. Checks by the name of what is
     * checked, such as database, cluster, projections; all good is healthy, else degraded.
     */
    record Report(boolean ready, Map<String, Check> checks) {
        public Report {
            checks = Collections.unmodifiableMap(new TreeMap<>(checks));
        }

        public boolean healthy() {
            return checks.values().stream().allMatch(Check::good);
        }
    }

    /** {@code detail} is one short sentence for the operator, without secrets. */
    record Check(boolean good, String detail) {}
}
