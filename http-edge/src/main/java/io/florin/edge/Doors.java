package io.florin.edge;

import io.florin.edge.health.Health;
import io.florin.edge.identity.Randomness;
import io.florin.protocol.ledger.Ledger;
import io.florin.protocol.trail.AuditTrail;
import io.florin.protocol.user.ApiKeys;
import io.florin.protocol.wallet.Wallets;
import org.jspecify.annotations.Nullable;

/**
 * Everything behind the edge. An edge without {@code registry} knows the configured keys only, has
 * no routes for others, and records nothing.
 */
public record Doors(Wallets wallets, Ledger ledger, Health health, @Nullable Registry registry) {
    /** Who else may come in, what was done, and of what new secrets are made. */
    public record Registry(ApiKeys keys, AuditTrail trail, Randomness randomness) {}
}
