package io.florin.persistence.journal;

import io.florin.protocol.trace.Trace;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way into the journal.
 *
 * @param writer the incarnation of the entity that writes it
 * @param extras what only few events carry
 * @param traces whose work its write is, for the log
 */
record NewEvent(
        long sequence,
        Serialized payload,
        @Nullable String key,
        @Nullable String ref,
        String writer,
        @Nullable Extras extras,
        @Nullable Supplier<List<Trace>> traces) {
    private static final long ROW_BYTES = 150;

    /** Whose work it is nobody knows. */
    NewEvent(
            long sequence,
            Serialized payload,
            @Nullable String key,
            @Nullable String ref,
            String writer,
            @Nullable Extras extras) {
        this(sequence, payload, key, ref, writer, extras, null);
    }

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
