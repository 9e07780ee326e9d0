package io.florin.protocol.session;

import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;

/** Everything a session can reply. Both ends of the wire switch over it exhaustively. */
public sealed interface SessionReply {
    /** Done, and durable; {@code replayed}: it had been before this request. */
    record Done(SessionView session, boolean replayed) implements SessionReply {}

    /**
     * No. Facts: {@code triesLeft} with {@code CODE_WRONG}; {@code retryAfterSeconds} with {@code
     * LOCKED_OUT}.
     */
    record Denied(Denial denial) implements SessionReply {}

    /** Certainly not taken: a bound was hit first. Nothing will happen. */
    record NotTaken(Refusal why) implements SessionReply {}

    /** Nobody knows in time: it may happen or not. */
    record InDoubt() implements SessionReply {}
}
