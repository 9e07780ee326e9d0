package io.florin.protocol.wallet;

/** Whether a wallet's debits, or credits, go through. */
public enum Permission {
    ALLOWED,
    BLOCKED
}
