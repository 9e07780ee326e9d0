package io.florin.persistence.events;

import io.florin.persistence.journal.Hash;
import io.florin.persistence.journal.Serialized;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One stored event as the journal keeps it.
 *
 * @param offset where it stands in the commit order
 * @param entity the persistence id
 * @param sequence the entity's number of it, from 1
 * @param payload the event, still serialised; {@code Payloads.read} makes it an object again
 * @param key the client's idempotency key, if the event has one
 * @param ref the thing the event decides, if it has one
 * @param hash the entity's chain up to and with this event
 * @param storedAt when its transaction began, by the database's clock
 */
public record EventRow(
        EventOffset offset,
        String entity,
        long sequence,
        int slice,
        Serialized payload,
        @Nullable String key,
        @Nullable String ref,
        Hash hash,
        Instant storedAt) {}
