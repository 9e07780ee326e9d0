package io.florin.protocol.transfer;

import io.florin.protocol.account.Account;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.money.Money;

/** One share of a transfer: how many minor units of the transfer's asset go to whom. */
public record Leg(Account to, long amount) {
    /** A transfer has at most this many legs. */
    public static final int MAX_LEGS = 100;

    public Leg {
        Money.requireAmount(amount);
        requirePayable(to);
    }

    /** Throws {@link IllegalArgumentException} for an account that no transfer may name. */
    public static void requirePayable(Account to) {
        if (to.equals(SystemAccount.TRANSIT) || to.equals(SystemAccount.SUSPENSE)) {
            throw new IllegalArgumentException(to + " is the ledger's own and takes no transfer.");
        }
    }
}
