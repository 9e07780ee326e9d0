package io.florin.node.wallet;

import com.typesafe.config.Config;
import io.florin.node.rules.Bounds;

/**
 * How wallets live on a node; read from {@value #PATH}.
 *
 * @param role the cluster role of the nodes that hold wallets
 * @param snapshotEveryEvents fewer events than this are replayed at recovery, unless they came
 *     faster than {@code snapshotEveryMillis}
 * @param askTimeoutMillis how long a caller waits; after it a command is in doubt
 * @param maxInFlight requests under way through this node's door; the next is not taken
 */
public record WalletSettings(
        ProcessSettings process,
        String role,
        int snapshotEveryEvents,
        long snapshotEveryMillis,
        long askTimeoutMillis,
        int maxInFlight) {
    public static final String PATH = "florin.wallet";

    public WalletSettings {
        if (snapshotEveryEvents < 1 || snapshotEveryMillis < 0) {
            throw new IllegalArgumentException(
                    PATH + ".snapshot-every-events is at least 1; correct the setting.");
        }
        if (askTimeoutMillis < 1 || maxInFlight < 1) {
            throw new IllegalArgumentException(
                    PATH
                            + ".ask-timeout-millis and .max-in-flight are at least 1; correct the"
                            + " setting.");
        }
    }

    public static WalletSettings from(Config root) {
        var config = root.getConfig(PATH);
        return new WalletSettings(
                process(config),
                config.getString("role"),
                config.getInt("snapshot-every-events"),
                config.getLong("snapshot-every-millis"),
                config.getLong("ask-timeout-millis"),
                config.getInt("max-in-flight"));
    }

    private static ProcessSettings process(Config config) {
        return new ProcessSettings(
                new Bounds(
                        config.getInt("max-open-transfers"),
                        config.getInt("max-open-holds"),
                        config.getInt("max-open-jobs"),
                        config.getInt("max-received-legs"),
                        config.getInt("max-assets")),
                config.getInt("name-capacity"),
                config.getInt("max-undecided"),
                config.getInt("max-batch"),
                config.getInt("max-waiting"),
                config.getLong("settle-delay-millis"),
                config.getLong("repeat-millis"),
                config.getLong("repeat-max-millis"));
    }
}
