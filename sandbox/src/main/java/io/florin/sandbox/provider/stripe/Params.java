package io.florin.sandbox.provider.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.florin.sandbox.provider.Json;
import java.util.Locale;
import java.util.Optional;

/** The parameters of a call, refused in Stripe's words. */
record Params(ObjectNode form) {
    private static final long AMOUNT_MAX = 99_999_999_999L;

    Optional<String> text(String name) {
        var value = form.path(name).asText();
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    boolean isTrue(String name) {
        return text(name).filter("true"::equals).isPresent();
    }

    Optional<Long> amount(String name) {
        return text(name)
                .map(text -> {
                    if (!text.matches("[0-9]{1,12}")) {
                        throw StripeErrors.invalid(
                                "parameter_invalid_integer", name, "Invalid integer: " + text);
                    }
                    var amount = Long.parseLong(text);
                    if (amount < 1 || amount > AMOUNT_MAX) {
                        throw StripeErrors.invalid(
                                amount < 1 ? "parameter_invalid_integer" : "amount_too_large",
                                name,
                                "This value must be from 1 to %d.".formatted(AMOUNT_MAX));
                    }
                    return amount;
                });
    }

    long requiredAmount(String name) {
        return amount(name).orElseThrow(() -> StripeErrors.missing(name));
    }

    String currency() {
        var currency = text("currency").orElseThrow(() -> StripeErrors.missing("currency"));
        if (!currency.matches("[A-Za-z]{3}")) {
            throw StripeErrors.invalid(
                    "parameter_invalid", "currency", "Invalid currency: " + currency);
        }
        return currency.toLowerCase(Locale.ROOT);
    }

    ObjectNode metadata() {
        return form.get("metadata") instanceof ObjectNode metadata ? metadata : Json.object();
    }
}
