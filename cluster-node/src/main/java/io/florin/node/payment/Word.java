package io.florin.node.payment;

import java.util.Optional;

/** What a provider says of a payment or a payout, whatever it calls that. */
public enum Word {
    /** It is under way, or waits for the customer. */
    PENDING,

    /** The last try was refused; the customer may try again. */
    DECLINED,

    /** The money has moved. */
    SUCCEEDED,

    /** It has not, and will not; or it came back. */
    FAILED,

    EXPIRED,

    CANCELED;

    /** Of a Stripe PaymentIntent. A status of tomorrow is no end. */
    static Word ofIntent(String status, boolean refused) {
        return switch (status) {
            case "succeeded" -> SUCCEEDED;
            case "canceled" -> CANCELED;
            case "requires_payment_method" -> refused ? DECLINED : PENDING;
            default -> PENDING;
        };
    }

    /** Of a Stripe payout, and of a refund, which are paid and succeed. */
    static Word ofStripePayout(String status) {
        return switch (status) {
            case "paid", "succeeded" -> SUCCEEDED;
            case "failed" -> FAILED;
            case "canceled" -> CANCELED;
            default -> PENDING;
        };
    }

    /** Of an Omise charge. */
    static Word ofCharge(String status) {
        return switch (status) {
            case "successful" -> SUCCEEDED;
            case "failed" -> FAILED;
            case "expired" -> EXPIRED;
            case "reversed" -> CANCELED;
            default -> PENDING;
        };
    }

    /**
     * Of an Omise transfer: that it was sent says only that a bank has it. Empty: it is said to
     * have been paid and to have failed, for Omise may have tried again.
     */
    static Optional<Word> ofTransfer(boolean paid, boolean failed) {
        if (paid && failed) return Optional.empty();
        if (failed) return Optional.of(FAILED);
        return Optional.of(paid ? SUCCEEDED : PENDING);
    }
}
