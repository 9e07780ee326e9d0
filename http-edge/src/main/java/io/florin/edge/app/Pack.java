package io.florin.edge.app;

import io.florin.protocol.money.Money;

/** What the app sells: a customer pays the price, and the wallet gets the grant, base and bonus. */
public record Pack(Money price, Money grant) {}
