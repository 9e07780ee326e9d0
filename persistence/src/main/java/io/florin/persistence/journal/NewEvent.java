package io.florin.persistence.journal;

import org.jspecify.annotations.Nullable;

/**
 * An event on its way into the journal.
 *
 * @param writer the incarnation of the entity that writes it
 * @param extras what only few events carry
 */
record NewEvent(
        long sequence,
        Serialized payload,
        @Nullable String key,
        @Nullable String ref,
        String writer,
        @Nullable Extras extras) {
    private static final long ROW_BYTES = 150;

    /**
     * Parts of Pekko's contract that wallets do not use.
     *
     * @param adapterManifest of an event adapter
     * @param metadata of replicated event sourcing
     */
    record Extras(@Nullable String adapterManifest, @Nullable Serialized metadata) {}

    /** About how much memory and wire it takes. */
    long size() {
        long size = ROW_BYTES + payload.bytes().length;
        if (extras != null && extras.metadata() != null) size += extras.metadata().bytes().length;
        return size;
    }
}
