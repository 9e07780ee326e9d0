package io.florin.protocol.payment;

import io.florin.protocol.account.Ids;

/**
 * Names a payment or a payout of an app. Providers are told it, too, so that it can be searched.
 */
public record PaymentId(String value) {
    public PaymentId {
        Ids.require("payment id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
