package io.florin.protocol.job;

import io.florin.protocol.account.Text;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants done.
 *
 * @param key jobs of one key of a queue run one at a time, in the order of their rows
 * @param payload one JSON object as text, as the client wrote it; its kind says what is in it
 * @param runAt not before; null is at once
 * @param uniqueKey at most one open job of it per queue (per wallet, if the job has a price)
 * @param maxAttempts failed tries until it is dead; null is the kind's own number
 */
public record JobSpec(
        String queue,
        String kind,
        @Nullable String key,
        String payload,
        Priority priority,
        @Nullable Instant runAt,
        @Nullable String uniqueKey,
        @Nullable Integer maxAttempts) {
    /** Of a key and a unique key. */
    public static final int MAX_KEY_CHARS = 255;

    public static final int MAX_PAYLOAD_CHARS = 65_536;
    public static final int MAX_ATTEMPTS = 100;

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");
    private static final Pattern QUEUE = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9_.-]{0,63}");

    public JobSpec {
        require("queue", QUEUE, queue);
        require("kind", KIND, kind);
        if (key != null) Text.require("key", key, 1, MAX_KEY_CHARS);
        if (uniqueKey != null) Text.require("uniqueKey", uniqueKey, 1, MAX_KEY_CHARS);
        Text.require("payload", payload, 2, MAX_PAYLOAD_CHARS);
        if (maxAttempts != null && (maxAttempts < 1 || maxAttempts > MAX_ATTEMPTS)) {
            throw new IllegalArgumentException(
                    "The maxAttempts of a job are 1 to " + MAX_ATTEMPTS + ".");
        }
        if (runAt != null) {
            if (runAt.isBefore(Instant.EPOCH) || runAt.isAfter(LATEST)) {
                throw new IllegalArgumentException("The runAt of a job is between 1970 and 9999.");
            }
            runAt = runAt.truncatedTo(ChronoUnit.MICROS); // no more is stored
        }
    }

    private static void require(String what, Pattern pattern, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "The " + what + " must match " + pattern.pattern() + ".");
        }
    }

    public static boolean isQueue(String text) {
        return QUEUE.matcher(text).matches();
    }

    public static boolean isKind(String text) {
        return KIND.matcher(text).matches();
    }
}
