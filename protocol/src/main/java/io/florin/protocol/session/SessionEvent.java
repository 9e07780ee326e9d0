package io.florin.protocol.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to one session. Facts only; a time is in whole microseconds and never before
 * the event before it. An event says all that follows from it, so that nobody needs the ones before
 * to know until when something lives.
 */
public sealed interface SessionEvent {
    Instant at();

    /**
     * A login.
     *
     * @param expiresAt when it ends unless it is refreshed
     * @param endsAt when it ends however often it is refreshed
     */
    record Began(
            Instant at,
            String user,
            SecretHash refreshToken,
            long idleSeconds,
            Instant expiresAt,
            Instant endsAt)
            implements SessionEvent {}

    record Refreshed(Instant at, SecretHash refreshToken, Instant expiresAt)
            implements SessionEvent {}

    record Ended(Instant at, EndReason reason) implements SessionEvent {}

    record Conversed(Instant at, String state, String data, Instant expiresAt)
            implements SessionEvent {}

    record Silenced(Instant at) implements SessionEvent {}

    record CodeIssued(
            Instant at,
            String purpose,
            String subject,
            SecretHash code,
            int maxTries,
            Instant expiresAt)
            implements SessionEvent {}

    /** A wrong try; {@code attempt}: null if it had no key. */
    record CodeMissed(Instant at, @Nullable Attempt attempt, int triesLeft)
            implements SessionEvent {}

    /** The right code; {@code key}: null if the try had none. */
    record CodeUsed(Instant at, @Nullable String key) implements SessionEvent {}

    /**
     * A try at a guarded secret.
     *
     * @param tries how many are counted now
     * @param locked whether this was the last
     * @param forgottenAt when the count is forgotten, and the lock with it
     */
    record Tried(Instant at, int tries, boolean locked, Instant forgottenAt)
            implements SessionEvent {}

    record Relented(Instant at) implements SessionEvent {}

    /** A wrong code that was tried under a key. */
    record Attempt(String key, SecretHash code) {}
}
