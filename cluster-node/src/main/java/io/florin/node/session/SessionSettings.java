package io.florin.node.session;

import com.typesafe.config.Config;

/**
 * How sessions live on a node; read from {@value #PATH}.
 *
 * @param role the cluster role of the nodes that hold sessions
 * @param shards of the whole cluster; never changes while any node runs
 * @param maxLive sessions in memory on a node; the least recently used of more leave it
 * @param idleSeconds a session that nobody asks leaves memory
 * @param maxUndecided commands waiting at one session; the next is not taken
 * @param maxBatch commands decided for one write
 * @param snapshotEveryEvents fewer events than this are replayed at recovery
 * @param askTimeoutMillis how long a caller waits; after it a command is in doubt
 * @param maxInFlight requests under way through this node's door; the next is not taken
 * @param cleaning what is deleted, and when
 */
public record SessionSettings(
        String role,
        int shards,
        int maxLive,
        long idleSeconds,
        int maxUndecided,
        int maxBatch,
        int snapshotEveryEvents,
        long askTimeoutMillis,
        int maxInFlight,
        Cleaning cleaning) {
    public static final String PATH = "florin.session";

    /**
     * How dead sessions are deleted.
     *
     * @param retentionHours how long after its last part has ended a session is kept
     * @param sweepEveryMillis how often dead sessions are looked for
     * @param sweepSessions the most sessions deleted in one transaction
     */
    public record Cleaning(int retentionHours, long sweepEveryMillis, int sweepSessions) {
        public Cleaning {
            require(
                    retentionHours >= 2,
                    "retention-hours is at least 2, because a dead session may stay in memory for"
                            + " one");
            require(
                    sweepEveryMillis >= 1 && sweepSessions >= 1 && sweepSessions <= 10_000,
                    "sweep-every-millis is at least 1, sweep-sessions 1 to 10000");
        }
    }

    public SessionSettings {
        require(shards >= 1 && maxLive >= 1, "shards and max-live are at least 1");
        require(idleSeconds >= 1, "idle-seconds is at least 1");
        require(maxUndecided >= 1 && maxBatch >= 1, "max-undecided and max-batch are at least 1");
        require(snapshotEveryEvents >= 1, "snapshot-every-events is at least 1");
        require(
                askTimeoutMillis >= 1 && maxInFlight >= 1,
                "ask-timeout-millis and max-in-flight are at least 1");
    }

    private static void require(boolean holds, String rule) {
        if (holds) return;
        throw new IllegalArgumentException(PATH + ": " + rule + "; correct the setting.");
    }

    public static SessionSettings from(Config root) {
        var config = root.getConfig(PATH);
        return new SessionSettings(
                config.getString("role"),
                config.getInt("shards"),
                config.getInt("max-live"),
                config.getLong("idle-seconds"),
                config.getInt("max-undecided"),
                config.getInt("max-batch"),
                config.getInt("snapshot-every-events"),
                config.getLong("ask-timeout-millis"),
                config.getInt("max-in-flight"),
                new Cleaning(
                        config.getInt("retention-hours"),
                        config.getLong("sweep-every-millis"),
                        config.getInt("sweep-sessions")));
    }
}
