package io.florin.persistence.journal;

import org.jspecify.annotations.Nullable;

/**
 * An event found by one of its names.
 *
 * @param sequence the entity's number of it
 * @param event the event itself, deserialised
 */
public record StoredEvent(
        long sequence, @Nullable String key, @Nullable String ref, Object event) {}
