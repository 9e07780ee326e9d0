package io.florin.edge.webhook;

import io.florin.edge.caller.Secret;
import io.florin.edge.signature.Verifier;
import org.jspecify.annotations.Nullable;

/**
 * A provider that may send to an address of its own.
 *
 * @param name the last part of the address
 * @param app whose it is
 * @param profile the word for how it signs and writes
 * @param handshake what WhatsApp has to know to have the address accepted; null: nobody asks
 */
public record Source(
        String name,
        String app,
        String profile,
        Verifier verifier,
        Reading reading,
        @Nullable Secret handshake) {}
