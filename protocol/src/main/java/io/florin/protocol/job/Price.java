package io.florin.protocol.job;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Money;

/** What a job costs, set aside in the wallet when it is submitted, for as long as it is open. */
public record Price(WalletId wallet, Money money) {}
