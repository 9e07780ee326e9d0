package io.florin.protocol.payment;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.JobError;
import io.florin.protocol.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A payment as it is.
 *
 * @param object the provider's own id of it, once that is known
 * @param offer what the customer needs to pay: Stripe's client secret, or the address of a page or
 *     a code of Omise
 * @param opened the state after the provider's first answer, which is for ever the answer to
 *     whoever asked for the payment
 * @param error why the last try was refused, or what stands in the way
 * @param decision by which a person ended what nobody knew
 */
public record Payment(
        PaymentId id,
        Provider provider,
        WalletId wallet,
        Money price,
        Money grant,
        @Nullable String method,
        PaymentState state,
        @Nullable String object,
        @Nullable String offer,
        @Nullable PaymentState opened,
        @Nullable JobError error,
        @Nullable Decision decision,
        Instant createdAt,
        Instant changedAt) {}
