package io.florin.protocol.outbound;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to an endpoint.
 *
 * @param event the message's id, the same at every endpoint and in every attempt: webhook-id
 * @param last the last attempt; null before the first
 * @param nextAt when it is tried next, if it is
 * @param replays the delivery that this one does anew
 */
public record WebhookDelivery(
        String id,
        String endpoint,
        String event,
        String type,
        Cause cause,
        State state,
        int attempts,
        @Nullable Attempt last,
        @Nullable Instant nextAt,
        @Nullable String replays,
        Instant happenedAt,
        Instant createdAt,
        @Nullable Instant endedAt) {
    /** PENDING → DELIVERED | DEAD | CANCELLED. */
    public enum State {
        PENDING,
        DELIVERED,
        DEAD,
        CANCELLED
    }

    /** Why it is sent. */
    public enum Cause {
        EVENT,
        REPLAY,
        TEST
    }

    /**
     * How an attempt went.
     *
     * @param status of the answer; null if there was none
     * @param error in a sentence; null if it went well
     */
    public record Attempt(Instant at, @Nullable Integer status, @Nullable String error) {}
}
