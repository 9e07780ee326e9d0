package io.florin.protocol.request;

import io.florin.protocol.refusal.Refusal;

/** What became of a command to a request for money. */
public sealed interface RequestReply {
    /** Durable; {@code replayed}: it had been before. */
    record Done(MoneyRequest request, boolean replayed) implements RequestReply {}

    /** {@code IDEMPOTENCY_KEY_REUSED}, {@code REQUEST_NOT_FOUND}, {@code REQUEST_FINISHED}. */
    record Refused(Refusal why) implements RequestReply {}
}
