package io.florin.protocol.wallet;

import io.florin.protocol.money.Asset;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One hold right after an event, in minor units: amount = captured + capturing + remaining + what
 * was freed. While something is capturing (on its way to a wallet that has not answered), the hold
 * neither expires nor is released.
 */
public record HoldFacts(
        HoldId id,
        State state,
        Asset asset,
        long amount,
        long captured,
        long capturing,
        long remaining,
        @Nullable Instant expiresAt,
        Instant createdAt) {
    /** HELD → CAPTURED | RELEASED | EXPIRED; the last three are ends, and a hold ends once. */
    public enum State {
        HELD,
        CAPTURED,
        RELEASED,
        EXPIRED
    }
}
