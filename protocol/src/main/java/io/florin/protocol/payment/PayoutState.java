package io.florin.protocol.payment;

/**
 * REQUESTED (the wallet is still to set the money aside) → PENDING_APPROVAL → APPROVED | REJECTED;
 * APPROVED → SENT (the provider has it) → PAID | FAILED | CANCELED; PAID → REVERSED, for a bank may
 * send back what it had taken. UNKNOWN: nobody knows whether the provider took it; it is asked.
 */
public enum PayoutState {
    REQUESTED,
    PENDING_APPROVAL,
    APPROVED,
    UNKNOWN,
    SENT,
    PAID,
    REVERSED,
    REJECTED,
    FAILED,
    CANCELED;

    /** The money that was set aside is spent or free again. */
    public boolean isEnded() {
        return switch (this) {
            case PAID, REVERSED, REJECTED, FAILED, CANCELED -> true;
            case REQUESTED, PENDING_APPROVAL, APPROVED, UNKNOWN, SENT -> false;
        };
    }

    /** Nothing was sent yet, and somebody may still say that nothing shall be. */
    public boolean waitsForApproval() {
        return this == REQUESTED || this == PENDING_APPROVAL;
    }
}
