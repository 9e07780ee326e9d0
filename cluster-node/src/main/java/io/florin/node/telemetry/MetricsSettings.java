package io.florin.node.telemetry;

import com.typesafe.config.Config;

/**
 * Where metrics can be read and how fresh they are; read from {@value #PATH}.
 *
 * @param enabled otherwise nothing is measured and nothing listens
 * @param host where the page is served
 * @param port 0: any that is free
 * @param everyMillis from one state of the page to the next
 * @param figuresMillis from one look into the database for the cluster's figures to the next
 * @param ledgerCheckMillis from one check of the whole ledger to the next, and how long one may
 *     take
 * @param machine whether the figures of the machine are told, too: its CPUs, disks, networks
 */
public record MetricsSettings(
        boolean enabled,
        String host,
        int port,
        long everyMillis,
        long figuresMillis,
        long ledgerCheckMillis,
        boolean machine) {
    public static final String PATH = "florin.metrics";

    public MetricsSettings {
        require(!host.isBlank(), "host is an address of this machine, or 0.0.0.0 for all");
        require(port >= 0 && port <= 65_535, "port is 0 to 65535");
        require(everyMillis >= 100 && everyMillis <= 60_000, "every-millis is 100 to 60000");
        require(
                figuresMillis >= 100 && figuresMillis <= 600_000,
                "figures-millis is 100 to 600000");
        require(
                ledgerCheckMillis >= 100 && ledgerCheckMillis <= 86_400_000,
                "ledger-check-millis is 100 to 86400000");
    }

    private static void require(boolean holds, String rule) {
        if (holds) return;
        throw new IllegalArgumentException(PATH + ": " + rule + "; correct the setting.");
    }

    /** Reads {@value #PATH} of a whole configuration, whose defaults are in reference.conf. */
    public static MetricsSettings from(Config root) {
        var config = root.getConfig(PATH);
        return new MetricsSettings(
                config.getBoolean("enabled"),
                config.getString("host"),
                config.getInt("port"),
                config.getLong("every-millis"),
                config.getLong("figures-millis"),
                config.getLong("ledger-check-millis"),
                config.getBoolean("machine"));
    }
}
