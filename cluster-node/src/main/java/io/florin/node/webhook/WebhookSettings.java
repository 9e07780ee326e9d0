package io.florin.node.webhook;

import com.typesafe.config.Config;

/**
 * How what providers told us is kept; read from {@value #PATH}.
 *
 * @param role the cluster role of the nodes of which one purges
 * @param maxCalls events being stored at once; the next is not taken
 * @param retentionDays for which a repeat of an ended event is known as one: longer than any
 *     provider repeats, which is some days by itself and a month by hand
 * @param purgeEveryMillis from the end of one purge to the next
 * @param purgeBatch the most events deleted in one transaction
 * @param purgeBatches transactions in one purge; what is left waits for the next
 */
public record WebhookSettings(
        String role,
        int maxCalls,
        int retentionDays,
        long purgeEveryMillis,
        int purgeBatch,
        int purgeBatches) {
    public static final String PATH = "florin.webhooks.store";
    private static final long DAY_MILLIS = 86_400_000;

    public WebhookSettings {
        require("max-calls", maxCalls, 1, 1_000);
        require("retention-days", retentionDays, 31, 36_500);
        require("purge-every-millis", purgeEveryMillis, 1, DAY_MILLIS);
        require("purge-batch", purgeBatch, 1, 100_000);
        require("purge-batches", purgeBatches, 1, 100_000);
    }

    private static void require(String key, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "%s.%s is %d: set it to a whole number from %d to %d."
                            .formatted(PATH, key, value, min, max));
        }
    }

    public static WebhookSettings from(Config root) {
        var config = root.getConfig(PATH);
        return new WebhookSettings(
                config.getString("role"),
                config.getInt("max-calls"),
                config.getInt("retention-days"),
                config.getLong("purge-every-millis"),
                config.getInt("purge-batch"),
                config.getInt("purge-batches"));
    }
}
