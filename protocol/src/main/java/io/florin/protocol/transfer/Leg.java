package io.florin.protocol.transfer;

import io.florin.protocol.account.Account;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.money.Money;

/** One share of a transfer: how many minor units of the transfer's asset go to whom. */
public record Leg(Account to, long amount) {
    /** A transfer has at most this many legs. */
    public static final int MAX_LEGS = 100;

    public Leg {
        if (amount < 1 || amount > Money.MAX_MINOR) {
            throw new IllegalArgumentException(
                    "A leg's amount is a whole number from 1 to " + Money.MAX_MINOR + ".");
        }
        if (to.equals(SystemAccount.TRANSIT) || to.equals(SystemAccount.SUSPENSE)) {
            throw new IllegalArgumentException(to + " is the ledger's own and takes no transfer.");
        }
    }
}
