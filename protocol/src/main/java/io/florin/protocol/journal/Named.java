package io.florin.protocol.journal;

import org.jspecify.annotations.Nullable;

/**
 * An event that occupies names of its entity, each unique per entity for ever through an index of
 * the journal. A name has 1 to {@value #MAX_CHARS} characters; null is no name.
 */
public interface Named {
    int MAX_CHARS = 512;

    /** The client's idempotency key. */
    @Nullable String key();

    /** The thing the event decides, with its kind in front. */
    @Nullable String ref();
}
