package io.florin.edge.user;

import com.typesafe.config.Config;
import io.florin.edge.secret.Argon2;
import java.time.Duration;

/**
 * How people prove who they are; read once at start from {@value #PATH}. Times are in seconds or
 * days, as the names say.
 *
 * @param secret the installation's one secret, of which every key is derived; never printed
 * @param argon2 what a hash of a password costs
 * @param codesInLog whether one-time codes are written to the log, for want of another way
 */
public record IdentitySettings(
        String secret,
        String issuer,
        int accessTokenSeconds,
        int refreshIdleDays,
        int sessionLifeDays,
        int keyRotationDays,
        Tries loginTries,
        Tries pinTries,
        int codeSeconds,
        int codeTries,
        Argon2 argon2,
        int hashingThreads,
        int hashingQueue,
        boolean operatorsNeedSecondFactor,
        boolean codesInLog) {
    public static final String PATH = "florin.identity";
    public static final int MIN_SECRET_CHARS = 32;

    /** So many wrong tries at a secret, then none for so long. */
    public record Tries(int max, int lockSeconds) {}

    public IdentitySettings {
        if (secret.length() < MIN_SECRET_CHARS) {
            throw wrong("secret", "has fewer than " + MIN_SECRET_CHARS + " characters");
        }
        require("access-token-seconds", accessTokenSeconds, 30, 86_400);
        require("refresh-idle-days", refreshIdleDays, 1, 365);
        require("session-life-days", sessionLifeDays, 1, 3_650);
        require("key-rotation-days", keyRotationDays, 1, 3_650);
        require("login.max-tries", loginTries.max(), 1, 1_000);
        require("login.lock-seconds", loginTries.lockSeconds(), 1, 31_536_000);
        require("pin.max-tries", pinTries.max(), 1, 1_000);
        require("pin.lock-seconds", pinTries.lockSeconds(), 1, 315_360_000);
        require("code.life-seconds", codeSeconds, 30, 86_400);
        require("code.max-tries", codeTries, 1, 20);
        require("hashing-threads", hashingThreads, 1, 64);
        require("hashing-queue", hashingQueue, 1, 10_000);
    }

    /** Reads {@value #PATH} of a whole configuration, whose defaults are in reference.conf. */
    public static IdentitySettings from(Config root) {
        Config config = root.getConfig(PATH);
        return new IdentitySettings(
                config.getString("secret"),
                config.getString("issuer"),
                config.getInt("access-token-seconds"),
                config.getInt("refresh-idle-days"),
                config.getInt("session-life-days"),
                config.getInt("key-rotation-days"),
                tries(config, "login"),
                tries(config, "pin"),
                config.getInt("code.life-seconds"),
                config.getInt("code.max-tries"),
                argon2(config.getConfig("argon2id")),
                config.getInt("hashing-threads"),
                config.getInt("hashing-queue"),
                config.getBoolean("operators-need-second-factor"),
                config.getBoolean("codes-in-log"));
    }

    private static Tries tries(Config config, String key) {
        return new Tries(config.getInt(key + ".max-tries"), config.getInt(key + ".lock-seconds"));
    }

    private static Argon2 argon2(Config config) {
        return new Argon2(
                config.getInt("memory-kib"),
                config.getInt("iterations"),
                config.getInt("parallelism"));
    }

    private static void require(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw wrong(
                    key,
                    "is %d: set it to a whole number from %d to %d".formatted(value, min, max));
        }
    }

    private static IllegalArgumentException wrong(String key, String what) {
        return new IllegalArgumentException("%s.%s %s.".formatted(PATH, key, what));
    }

    public Duration accessTokenLife() {
        return Duration.ofSeconds(accessTokenSeconds);
    }

    @Override
    public String toString() {
        return "IdentitySettings of " + issuer;
    }
}
