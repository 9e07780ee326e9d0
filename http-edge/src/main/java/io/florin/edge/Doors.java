package io.florin.edge;

import io.florin.edge.health.Health;
import io.florin.protocol.ledger.Ledger;
import io.florin.protocol.limit.RateLimits;
import io.florin.protocol.wallet.Wallets;

/** Everything behind the edge. */
public record Doors(Wallets wallets, Ledger ledger, Health health, RateLimits limits) {}
