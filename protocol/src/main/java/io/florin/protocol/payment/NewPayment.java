package io.florin.protocol.payment;

import io.florin.protocol.account.Text;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A payment to be asked for.
 *
 * @param price what the customer pays, in the provider's currency
 * @param grant what the wallet gets for it, once
 * @param method how the customer pays, in the provider's word; null: that comes later
 * @param fingerprint of the request, so that another one under the same id is refused
 */
public record NewPayment(
        PaymentId id,
        Provider provider,
        WalletId wallet,
        Money price,
        Money grant,
        @Nullable String method,
        String fingerprint) {
    public static final int MAX_METHOD_CHARS = 255;

    public NewPayment {
        if (method != null) Text.require("method", method, 1, MAX_METHOD_CHARS);
    }
}
