package io.florin.edge.stream;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * The bounds of answers that go on, read from {@value #PATH}. After {@code beatMillis} without an
 * event a client is shown that it is still connected; one that takes nothing for {@code slowMillis}
 * is dropped. A beat must come well before connections count as idle. No answer goes on longer than
 * {@code lifeMillis}: clients come back, and are asked anew who they are.
 */
public record StreamSettings(
        int max, int maxPerCaller, int beatMillis, int slowMillis, int lifeMillis) {
    public static final String PATH = "florin.http.streams";

    public StreamSettings {
        within("max", max, 0, 1_000_000);
        within("max-per-caller", maxPerCaller, 0, 1_000_000);
        within("beat-millis", beatMillis, 10, 60_000);
        within("slow-millis", slowMillis, 10, 600_000);
        within("life-millis", lifeMillis, 10, 86_400_000);
    }

    public static StreamSettings from(Config root) {
        var config = root.getConfig(PATH);
        return new StreamSettings(
                config.getInt("max"),
                config.getInt("max-per-caller"),
                config.getInt("beat-millis"),
                config.getInt("slow-millis"),
                config.getInt("life-millis"));
    }

    public Duration beat() {
        return Duration.ofMillis(beatMillis);
    }

    Duration slow() {
        return Duration.ofMillis(slowMillis);
    }

    Duration life() {
        return Duration.ofMillis(lifeMillis);
    }

    private static void within(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "%s.%s is %d: set it to a whole number from %d to %d."
                            .formatted(PATH, key, value, min, max));
        }
    }
}
