package io.florin.node.outbound;

import com.typesafe.config.Config;

/**
 * How apps are told; read from {@value #PATH}.
 *
 * @param role the cluster role of the nodes of which one turns messages into deliveries
 * @param reach which addresses may be told besides public ones
 * @param maxPerApp endpoints of an app
 * @param maxCalls of the door, under way at once
 * @param connectMillis until a connection is there
 * @param answerMillis from then on until the answer is
 * @param disableAfterHours an endpoint that has failed for so long is switched off
 * @param retentionDays messages, and how they were delivered, are kept for so long
 * @param spread how messages become deliveries
 */
public record OutboundSettings(
        String role,
        Reach reach,
        int maxPerApp,
        int maxCalls,
        int connectMillis,
        int answerMillis,
        int disableAfterHours,
        int retentionDays,
        Spread spread) {
    public static final String PATH = "florin.webhook-endpoints";
    private static final int MINUTE_MILLIS = 60_000;

    /**
     * The pace.
     *
     * @param everyMillis between two looks, when there was nothing to do
     * @param batch messages in one transaction
     * @param purgeEveryMillis from the end of one purge to the next
     * @param purgeBatch messages forgotten at a time
     */
    public record Spread(int everyMillis, int batch, int purgeEveryMillis, int purgeBatch) {
        public Spread {
            require("spread-every-millis", everyMillis, 10, MINUTE_MILLIS);
            require("spread-batch", batch, 1, 1_000);
            require("purge-every-millis", purgeEveryMillis, 1_000, 86_400_000);
            require("purge-batch", purgeBatch, 1, 10_000);
        }
    }

    public OutboundSettings {
        require("max-per-app", maxPerApp, 1, 1_000);
        require("max-calls", maxCalls, 1, 10_000);
        require("connect-millis", connectMillis, 1, MINUTE_MILLIS);
        require("answer-millis", answerMillis, 1, MINUTE_MILLIS);
        require("disable-after-hours", disableAfterHours, 1, 8_760);
        require("retention-days", retentionDays, 1, 3_650);
    }

    private static void require(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "%s.%s is %d: set it to a whole number from %d to %d."
                            .formatted(PATH, key, value, min, max));
        }
    }

    public static OutboundSettings from(Config root) {
        var config = root.getConfig(PATH);
        return new OutboundSettings(
                config.getString("role"),
                new Reach(config.getBoolean("allow-loopback"), config.getBoolean("allow-private")),
                config.getInt("max-per-app"),
                config.getInt("max-calls"),
                config.getInt("connect-millis"),
                config.getInt("answer-millis"),
                config.getInt("disable-after-hours"),
                config.getInt("retention-days"),
                new Spread(
                        config.getInt("spread-every-millis"),
                        config.getInt("spread-batch"),
                        config.getInt("purge-every-millis"),
                        config.getInt("purge-batch")));
    }
}
