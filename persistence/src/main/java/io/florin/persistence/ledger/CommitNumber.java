package io.florin.persistence.ledger;

import io.florin.persistence.events.EventOffset;

/**
 * The place of a transaction in the commit order as one number, era × 2^48 + transaction id, so
 * that a cut of the journal is a comparison in SQL. Rows keep the number of their event's
 * transaction.
 */
public final class CommitNumber {
    private static final int XID_BITS = 48;

    private CommitNumber() {}

    public static long of(EventOffset offset) {
        if (offset.xid() >>> XID_BITS != 0) {
            throw new IllegalArgumentException(
                    "Transaction " + offset.xid() + " has more than " + XID_BITS + " bits");
        }
        return ((long) offset.era() << XID_BITS) | offset.xid();
    }
}
