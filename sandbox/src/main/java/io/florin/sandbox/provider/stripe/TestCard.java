package io.florin.sandbox.provider.stripe;

import java.util.List;
import java.util.Locale;

/** What paying comes to, told by the name of a payment method, as Stripe's test cards tell it. */
sealed interface TestCard {
    /** Paid at once, or authorised. */
    record Succeeds() implements TestCard {}

    /** The customer has to do something first. */
    record NeedsAction() implements TestCard {}

    /** The bank takes a while. */
    record Processes() implements TestCard {}

    /** Refused by the bank; the customer may try another card. */
    record Declines(String code, String declineCode, String message) implements TestCard {}

    /** As for a card that is refused without a reason. */
    Declines GENERIC = new Declines("card_declined", "generic_decline", "Your card was declined.");

    /** The first whose ending the name has counts. */
    List<Declines> ENDINGS =
            List.of(
                    card("insufficient_funds", "Your card has insufficient funds."),
                    card("lost_card", "Your card was declined."),
                    card("stolen_card", "Your card was declined."),
                    own("expired_card", "Your card has expired."),
                    own("incorrect_cvc", "Your card's security code is incorrect."),
                    own("processing_error", "An error occurred while processing your card."),
                    GENERIC);

    private static Declines card(String declineCode, String message) {
        return new Declines("card_declined", declineCode, message);
    }

    private static Declines own(String code, String message) {
        return new Declines(code, code, message);
    }

    /**
     * {@code pm_card_visa} pays; {@code pm_card_chargeDeclinedInsufficientFunds}, {@code
     * pm_card_declined} and their like do not.
     */
    static TestCard of(String paymentMethod) {
        if (!paymentMethod.startsWith("pm_")) {
            throw StripeErrors.invalid(
                    "resource_missing",
                    "payment_method",
                    "No such PaymentMethod: '%s'".formatted(paymentMethod));
        }
        var name = paymentMethod.toLowerCase(Locale.ROOT).replace("_", "");
        if (name.contains("authenticationrequired") || name.contains("threedsecure")) {
            return new NeedsAction();
        }
        if (name.contains("processing") && !name.contains("processingerror")) {
            return new Processes();
        }
        if (!name.contains("declined")) return new Succeeds();
        return ENDINGS.stream()
                .filter(card -> name.endsWith(card.declineCode().replace("_", "")))
                .findFirst()
                .orElse(GENERIC);
    }
}
