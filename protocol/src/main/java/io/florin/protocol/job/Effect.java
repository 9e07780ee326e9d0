package io.florin.protocol.job;

import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Money;

/**
 * What the end of a job does to money; stored with the outcome before anything moves, and then
 * repeated until it is answered. Each one is named, so that it happens once however often it is
 * asked for.
 */
public sealed interface Effect {
    /** The job had no price and moves nothing. */
    record None() implements Effect {}

    /** The price goes to a system account, which cannot refuse. */
    record Capture(SystemAccount to) implements Effect {}

    /** The price is the wallet's own again. */
    record Release() implements Effect {}

    /** Money comes in from outside, once per reference whoever says so first. */
    record Credit(WalletId wallet, Money money, SystemAccount from, String reference)
            implements Effect {}
}
