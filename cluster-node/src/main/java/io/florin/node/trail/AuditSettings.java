package io.florin.node.trail;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long the audit trail is kept; read from {@value #PATH}.
 *
 * @param role the cluster role of the nodes of which one purges
 * @param retentionDays by kind; {@value #DEFAULT} is for all kinds that are not named
 * @param purgeEveryMillis from the end of one purge to the next
 * @param purgeBatch the most entries deleted in one transaction
 * @param purgeBatches transactions per app and kind in one purge; what is left waits for the next
 */
public record AuditSettings(
        String role,
        Map<String, Integer> retentionDays,
        long purgeEveryMillis,
        int purgeBatch,
        int purgeBatches) {
    public static final String PATH = "florin.audit";

    /** The kind of which all are that have no time of their own. */
    public static final String DEFAULT = "default";

    /** The database refuses to delete what is not a day old by its clock, which is not ours. */
    private static final int SHORTEST_DAYS = 2;

    private static final int LONGEST_DAYS = 36_500;

    public AuditSettings {
        retentionDays = Map.copyOf(retentionDays);
        if (!retentionDays.containsKey(DEFAULT)) {
            throw new IllegalArgumentException(
                    PATH + ".retention-days." + DEFAULT + " is missing: say how many days.");
        }
        retentionDays.forEach(AuditSettings::requireDays);
        if (purgeEveryMillis < 1 || purgeBatch < 1 || purgeBatches < 1) {
            throw new IllegalArgumentException(
                    PATH
                            + ".purge-every-millis, .purge-batch and .purge-batches are at least 1;"
                            + " correct the setting.");
        }
    }

    private static void requireDays(String kind, int days) {
        if (days < SHORTEST_DAYS || days > LONGEST_DAYS) {
            throw new IllegalArgumentException(
                    "%s.retention-days.\"%s\" is %d: set it between %d and %d."
                            .formatted(PATH, kind, days, SHORTEST_DAYS, LONGEST_DAYS));
        }
    }

    public static AuditSettings from(Config root) {
        var config = root.getConfig(PATH);
        return new AuditSettings(
                config.getString("role"),
                days(config.getConfig("retention-days")),
                config.getLong("purge-every-millis"),
                config.getInt("purge-batch"),
                config.getInt("purge-batches"));
    }

    /** The keys are kinds, which have dots in them: without quotes they would be paths. */
    private static Map<String, Integer> days(Config config) {
        var days = new TreeMap<String, Integer>();
        config.root()
                .forEach((kind, value) -> {
                    if (value.valueType() == ConfigValueType.OBJECT) {
                        throw new IllegalArgumentException(
                                "%s.retention-days.%s has parts: put the kind in quotes."
                                        .formatted(PATH, kind));
                    }
                    days.put(kind, config.getInt("\"" + kind + "\""));
                });
        return days;
    }

    /** Entries of the kind from before this are not kept. */
    Instant keptFrom(String kind, Instant now) {
        var days = retentionDays.get(kind);
        if (days == null) days = retentionDays.get(DEFAULT);
        if (days == null) throw new IllegalStateException("Checked when it was made.");
        return now.minus(Duration.ofDays(days));
    }
}
