package io.florin.node.membership;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How a node knows that others live, and when it refuses to be one of them; read from {@value
 * #PATH}.
 *
 * @param refreshEveryMillis how often a node says that it lives, and looks at the others
 * @param staleAfterMillis after so long of silence a node counts as gone
 * @param strangerLimitMillis how long a node may live beside this cluster, as one does that was
 *     downed and has not noticed yet
 * @param clockWarningMillis beyond this difference to the database's clock health is degraded
 * @param clockLimitMillis beyond this a node does not start
 */
public record MembershipSettings(
        long refreshEveryMillis,
        long staleAfterMillis,
        long strangerLimitMillis,
        long clockWarningMillis,
        long clockLimitMillis) {
    public static final String PATH = "florin.membership";

    public MembershipSettings {
        require(refreshEveryMillis >= 100, "refresh-every-millis", "at least 100");
        require(
                staleAfterMillis >= 3 * refreshEveryMillis,
                "stale-after-millis",
                "at least three times refresh-every-millis");
        require(
                strangerLimitMillis > staleAfterMillis,
                "stranger-limit-millis",
                "more than stale-after-millis");
        require(clockWarningMillis >= 1, "clock-warning-millis", "at least 1");
        require(
                clockLimitMillis > clockWarningMillis,
                "clock-limit-millis",
                "more than clock-warning-millis");
    }

    public static MembershipSettings from(Config root) {
        var config = root.getConfig(PATH);
        return new MembershipSettings(
                config.getLong("refresh-every-millis"),
                config.getLong("stale-after-millis"),
                config.getLong("stranger-limit-millis"),
                config.getLong("clock-warning-millis"),
                config.getLong("clock-limit-millis"));
    }

    Duration refreshEvery() {
        return Duration.ofMillis(refreshEveryMillis);
    }

    Duration staleAfter() {
        return Duration.ofMillis(staleAfterMillis);
    }

    Duration strangerLimit() {
        return Duration.ofMillis(strangerLimitMillis);
    }

    Duration clockWarning() {
        return Duration.ofMillis(clockWarningMillis);
    }

    Duration clockLimit() {
        return Duration.ofMillis(clockLimitMillis);
    }

    private static void require(boolean holds, String key, String range) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "%s.%s is %s; correct the setting.".formatted(PATH, key, range));
        }
    }
}
