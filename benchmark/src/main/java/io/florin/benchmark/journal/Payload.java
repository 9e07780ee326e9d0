package io.florin.benchmark.journal;

import io.florin.protocol.journal.Named;
import org.jspecify.annotations.Nullable;

/** An event of some bytes; the names are no part of them and only our journal knows what to do. */
final class Payload implements Named {
    private final byte[] bytes;
    private final @Nullable String key;
    private final @Nullable String ref;

    Payload(byte[] bytes, @Nullable String key, @Nullable String ref) {
        this.bytes = bytes;
        this.key = key;
        this.ref = ref;
    }

    /** Shared, and never changed by anybody. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public @Nullable String key() {
        return key;
    }

    @Override
    public @Nullable String ref() {
        return ref;
    }
}
