package io.florin.protocol.ledger;

import io.florin.protocol.account.Account;
import io.florin.protocol.money.Asset;
import org.jspecify.annotations.Nullable;

/**
 * One line of a double entry: a signed amount in minor units on one account. {@code balanceAfter}
 * is what a wallet owns after the line; system accounts have none, so nobody waits for them.
 */
public record Posting(
        Account account,
        Account counterparty,
        Asset asset,
        long amount,
        @Nullable Long balanceAfter) {}
