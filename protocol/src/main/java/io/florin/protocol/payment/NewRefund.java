package io.florin.protocol.payment;

import io.florin.protocol.wallet.Terms;
import org.jspecify.annotations.Nullable;

/**
 * A customer is to be given money of a payment back.
 *
 * @param amount minor units of what the customer had paid; null: all that is left of it
 * @param fingerprint of the request, so that another one under the same id is refused
 */
public record NewRefund(
        PaymentId id,
        String app,
        PaymentId payment,
        @Nullable Long amount,
        String fingerprint,
        Terms terms) {}
