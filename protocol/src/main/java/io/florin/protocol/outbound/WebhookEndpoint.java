package io.florin.protocol.outbound;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an app wants to be told; its secrets are no part of it.
 *
 * @param events patterns of what it is told of
 * @param off since when it is told nothing, and why; null: it is told
 * @param failingSince the first failure since the last success
 * @param previousUntil until then the secret before the newest one signs, too
 */
public record WebhookEndpoint(
        String id,
        String app,
        String url,
        List<String> events,
        @Nullable String description,
        @Nullable Off off,
        @Nullable Instant failingSince,
        @Nullable Instant previousUntil,
        Instant createdAt,
        Instant changedAt) {
    /** That it was switched off. */
    public record Off(Instant at, Reason reason) {}

    /** Why it is off. */
    public enum Reason {
        /** Somebody wanted it. */
        ASKED,

        /** It has failed for too long. */
        FAILING,

        /** It said that it is gone: 410. */
        GONE,

        DELETED
    }

    public WebhookEndpoint {
        events = List.copyOf(events);
    }
}
