package io.florin.node.projection;

import com.typesafe.config.Config;

/**
 * The bounds of the read side; read from {@value #PATH}.
 *
 * @param role the cluster role of the nodes that project
 * @param sliceRanges projections in the cluster, a power of two; the offsets belong to the number
 * @param pageEvents the most events of one transaction
 * @param groupEveryMillis under load a transaction begins no sooner than this after the one before,
 *     unless that was full
 * @param restartMinMillis first pause after a failure; doubles up to the maximum
 * @param maxQueries calls of the ledger door at once; the next fails
 * @param checkTimeoutMillis how long a ledger check may take
 * @param provisionalMillis a write stamped this long ago can still be under way
 * @param maxHealthyLagMillis beyond this lag health is degraded
 * @param sweepEveryMillis how often unfinished work is looked for
 * @param sweepAfterMillis how long work may be unfinished before its wallet is woken
 * @param sweepWallets the most wallets woken at a time
 */
public record ReadSideSettings(
        String role,
        int sliceRanges,
        int pageEvents,
        long groupEveryMillis,
        long restartMinMillis,
        long restartMaxMillis,
        int maxQueries,
        long checkTimeoutMillis,
        long provisionalMillis,
        long maxHealthyLagMillis,
        long sweepEveryMillis,
        long sweepAfterMillis,
        int sweepWallets) {
    public static final String PATH = "florin.projection";

    public ReadSideSettings {
        if (Integer.bitCount(sliceRanges) != 1 || sliceRanges > 1024) {
            throw new IllegalArgumentException(
                    PATH + ".slice-ranges is a power of two, at most 1024; correct the setting.");
        }
        if (pageEvents < 1 || maxQueries < 1 || sweepWallets < 1) {
            throw new IllegalArgumentException(
                    PATH
                            + ".page-events, .max-queries and .sweep-wallets are at least 1;"
                            + " correct the setting.");
        }
        if (groupEveryMillis < 0
                || restartMinMillis < 1
                || restartMaxMillis < restartMinMillis
                || checkTimeoutMillis < 1
                || provisionalMillis < 0
                || maxHealthyLagMillis < 1
                || sweepEveryMillis < 1
                || sweepAfterMillis < 0) {
            throw new IllegalArgumentException(
                    PATH + ": a time is not negative and a maximum not below its minimum.");
        }
    }

    public static ReadSideSettings from(Config root) {
        var config = root.getConfig(PATH);
        return new ReadSideSettings(
                config.getString("role"),
                config.getInt("slice-ranges"),
                config.getInt("page-events"),
                config.getLong("group-every-millis"),
                config.getLong("restart-min-millis"),
                config.getLong("restart-max-millis"),
                config.getInt("max-queries"),
                config.getLong("check-timeout-millis"),
                config.getLong("provisional-millis"),
                config.getLong("max-healthy-lag-millis"),
                config.getLong("sweep-every-millis"),
                config.getLong("sweep-after-millis"),
                config.getInt("sweep-wallets"));
    }
}
