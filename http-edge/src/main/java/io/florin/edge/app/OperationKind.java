package io.florin.edge.app;

import java.util.Locale;

/** What money is sent by; limits hold for all of them, a fee has each its own. */
public enum OperationKind {
    TRANSFER,
    WITHDRAWAL,
    HOLD;

    /** As app files write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
