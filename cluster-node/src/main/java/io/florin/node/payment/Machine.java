package io.florin.node.payment;

import io.florin.protocol.payment.PaymentState;
import io.florin.protocol.payment.PayoutState;
import java.util.Optional;

/**
 * What a provider's word makes of a payment and of a payout. A final state stays, whatever is said
 * later; only what was paid out may still come back. Words may come late, twice and in any order.
 */
final class Machine {
    private Machine() {}

    /** Empty: the word changes nothing. */
    static Optional<PaymentState> payment(PaymentState now, Word word) {
        if (now.isFinal()) return Optional.empty();
        var next =
                switch (word) {
                    case PENDING -> PaymentState.PENDING;
                    case DECLINED -> PaymentState.DECLINED;
                    case SUCCEEDED -> PaymentState.SUCCEEDED;
                    case FAILED -> PaymentState.FAILED;
                    case EXPIRED -> PaymentState.EXPIRED;
                    case CANCELED -> PaymentState.CANCELED;
                };
        return next == now ? Optional.empty() : Optional.of(next);
    }

    /** Empty: the word changes nothing. */
    static Optional<PayoutState> payout(PayoutState now, Word word) {
        return switch (now) {
            case APPROVED, UNKNOWN, SENT -> {
                var next = sent(word);
                yield next == now ? Optional.empty() : Optional.of(next);
            }
            case PAID -> cameBack(word) ? Optional.of(PayoutState.REVERSED) : Optional.empty();
            // Of what was never approved nothing was sent: there can be no word of it.
            case REQUESTED, PENDING_APPROVAL, REVERSED, REJECTED, FAILED, CANCELED ->
                    Optional.empty();
        };
    }

    /** It is said to have succeeded after it had ended otherwise. */
    static boolean isTooLate(PaymentState now, Word word) {
        return word == Word.SUCCEEDED
                && switch (now) {
                    case FAILED, EXPIRED, CANCELED -> true;
                    case CREATED, UNKNOWN, PENDING, DECLINED, SUCCEEDED -> false;
                };
    }

    /** The same of a payout; what came back had succeeded. */
    static boolean isTooLate(PayoutState now, Word word) {
        return word == Word.SUCCEEDED
                && switch (now) {
                    case REJECTED, FAILED, CANCELED -> true;
                    case REQUESTED, PENDING_APPROVAL, APPROVED, UNKNOWN, SENT, PAID, REVERSED ->
                            false;
                };
    }

    private static PayoutState sent(Word word) {
        return switch (word) {
            case PENDING -> PayoutState.SENT;
            case SUCCEEDED -> PayoutState.PAID;
            case FAILED, DECLINED, EXPIRED -> PayoutState.FAILED;
            case CANCELED -> PayoutState.CANCELED;
        };
    }

    private static boolean cameBack(Word word) {
        return switch (word) {
            case FAILED, CANCELED -> true;
            case PENDING, DECLINED, SUCCEEDED, EXPIRED -> false;
        };
    }
}
