package io.florin.protocol.webhook;

import org.jspecify.annotations.Nullable;

/** Which events of an app; null is any. Newest first, {@code limit} at a time. */
public record EventFilter(
        String app,
        @Nullable String provider,
        StoredEvent.@Nullable State state,
        int limit,
        @Nullable String cursor) {}
