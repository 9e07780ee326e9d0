package io.florin.node.limit;

import com.typesafe.config.Config;
import io.florin.protocol.limit.RateRule;

/**
 * Where and how long requests are counted; read from {@value #PATH}.
 *
 * @param role the cluster role of the nodes that count
 * @param shards actors that the counters are spread over; the same on every node, else the nodes
 *     would count for themselves
 * @param maxSubjectsPerShard windows held by one actor; whoever comes later shares one
 * @param sweepEveryMillis how often windows that are over are forgotten
 * @param askTimeoutMillis how long a verdict is waited for
 * @param maxInFlight verdicts waited for at this node's door; the next fails at once
 * @param maxAhead admissions that this node's door takes ahead for one subject, but no more than a
 *     hundredth of the limit; 1: none
 * @param stocks subjects for which the door can have some ahead
 */
public record LimitSettings(
        String role,
        int shards,
        int maxSubjectsPerShard,
        int sweepEveryMillis,
        int askTimeoutMillis,
        int maxInFlight,
        int maxAhead,
        int stocks) {
    public static final String PATH = "florin.limit";

    private static final int PART_AHEAD = 100;

    public LimitSettings {
        if (role.isBlank()) {
            throw new IllegalArgumentException(
                    PATH + ".role is empty: set it to the role of the nodes that count requests.");
        }
        within("shards", shards, 1, 1_000);
        within("max-subjects-per-shard", maxSubjectsPerShard, 1, 1_000_000);
        within("sweep-every-millis", sweepEveryMillis, 10, 3_600_000);
        within("ask-timeout-millis", askTimeoutMillis, 10, 60_000);
        within("max-in-flight", maxInFlight, 1, 1_000_000);
        within("max-ahead", maxAhead, 1, 1_000);
        within("stocks", stocks, 1, 1_000_000);
    }

    private static void within(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "%s.%s is %d: set it to a whole number from %d to %d."
                            .formatted(PATH, key, value, min, max));
        }
    }

    /** Reads {@value #PATH} of a whole configuration, whose defaults are in reference.conf. */
    public static LimitSettings from(Config root) {
        var config = root.getConfig(PATH);
        return new LimitSettings(
                config.getString("role"),
                config.getInt("shards"),
                config.getInt("max-subjects-per-shard"),
                config.getInt("sweep-every-millis"),
                config.getInt("ask-timeout-millis"),
                config.getInt("max-in-flight"),
                config.getInt("max-ahead"),
                config.getInt("stocks"));
    }

    /** How many admissions are taken at a time. */
    int ahead(RateRule rule) {
        return Math.clamp(rule.limit() / PART_AHEAD, 1, maxAhead);
    }
}
