package io.florin.protocol.wallet;

import org.jspecify.annotations.Nullable;

/**
 * A query, and what the edge adds to it of its own knowledge.
 *
 * @param owner whose the wallet must be, or nothing is told; null when the caller may look into any
 */
public record Inquiry(WalletQuery query, @Nullable String owner) {
    /** Of a caller who may look into any wallet. */
    public static Inquiry free(WalletQuery query) {
        return new Inquiry(query, null);
    }
}
