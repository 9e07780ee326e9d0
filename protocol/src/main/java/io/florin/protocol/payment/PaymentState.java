package io.florin.protocol.payment;

/**
 * CREATED (the provider is still to be asked) → PENDING (the customer or a bank is to act) ⇄
 * DECLINED (the last try was refused; the customer may try again) → SUCCEEDED | FAILED | EXPIRED |
 * CANCELED. UNKNOWN: nobody knows whether the provider took it; it is asked.
 */
public enum PaymentState {
    CREATED,
    UNKNOWN,
    PENDING,
    DECLINED,
    SUCCEEDED,
    FAILED,
    EXPIRED,
    CANCELED;

    /** No later word of the provider changes it. */
    public boolean isFinal() {
        return switch (this) {
            case SUCCEEDED, FAILED, EXPIRED, CANCELED -> true;
            case CREATED, UNKNOWN, PENDING, DECLINED -> false;
        };
    }
}
