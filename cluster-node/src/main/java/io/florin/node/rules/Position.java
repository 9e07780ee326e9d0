package io.florin.node.rules;

import io.florin.protocol.money.Money;
import io.florin.protocol.wallet.Balance;

/**
 * One asset of a wallet, in minor units: what it owns, what of that is set aside, what may come
 * back from open transfers, what is promised to it by received legs, and what it has sent lately.
 */
public record Position(long posted, long held, long outgoing, long incoming, Spent spent) {
    public static final Position ZERO = new Position(0, 0, 0, 0, Spent.NOTHING);

    public Balance balance() {
        return new Balance(posted, held);
    }

    /** What the owner can spend; may be negative after a forced debit. */
    public long available(long overdraftLimit) {
        return posted - held + overdraftLimit;
    }

    /** Whether {@code more} fits under the upper bound even if every open transfer came back. */
    public boolean fits(long more) {
        return posted + outgoing + incoming + more <= Money.MAX_MINOR;
    }

    /** Whether nothing is or may come to be in it. */
    public boolean isZero() {
        return posted == 0 && held == 0 && outgoing == 0 && incoming == 0;
    }

    public Position after(Balance balance) {
        return new Position(balance.posted(), balance.held(), outgoing, incoming, spent);
    }

    public Position outgoing(long change) {
        return new Position(posted, held, outgoing + change, incoming, spent);
    }

    Position having(Spent changed) {
        return new Position(posted, held, outgoing, incoming, changed);
    }

    public Position incoming(long change) {
        return new Position(posted, held, outgoing, incoming + change, spent);
    }
}
