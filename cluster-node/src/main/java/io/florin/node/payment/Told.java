package io.florin.node.payment;

import io.florin.protocol.job.JobError;
import io.florin.protocol.money.Money;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says of one of its objects.
 *
 * @param object its id
 * @param key what we called it when we asked for it; null: it is none of ours
 * @param minor how much, in minor units of the currency
 * @param offer what a customer needs to pay
 * @param error why it was refused
 */
public record Told(
        Word word,
        String object,
        @Nullable String key,
        long minor,
        String currency,
        @Nullable String offer,
        @Nullable JobError error) {
    /** Whether it is about just this money. */
    boolean isOf(Money money) {
        return minor == money.minor()
                && currency.toUpperCase(Locale.ROOT).equals(money.asset().code());
    }
}
