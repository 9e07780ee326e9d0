package io.florin.protocol.user;

import io.florin.protocol.refusal.Refusal;

/** What became of a command to a user. */
public sealed interface UserReply {
    /** Durable; {@code replayed}: it had been before. */
    record Done(User user, boolean replayed) implements UserReply {}

    /**
     * {@code USERNAME_TAKEN}, {@code EMAIL_TAKEN}, {@code IDEMPOTENCY_KEY_REUSED}, {@code
     * USER_NOT_FOUND}, {@code SECOND_FACTOR_WRONG} (a step that was used).
     */
    record Refused(Refusal why) implements UserReply {}
}
