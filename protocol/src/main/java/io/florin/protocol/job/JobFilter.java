package io.florin.protocol.job;

import org.jspecify.annotations.Nullable;

/** Which jobs of an app; null is any. Newest first, {@code limit} at a time behind the cursor. */
public record JobFilter(
        String app,
        @Nullable JobState state,
        @Nullable String queue,
        @Nullable String kind,
        @Nullable String key,
        int limit,
        @Nullable String cursor) {}
