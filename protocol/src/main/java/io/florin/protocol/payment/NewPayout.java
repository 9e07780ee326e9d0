package io.florin.protocol.payment;

import io.florin.protocol.account.Text;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Money;
import io.florin.protocol.wallet.Terms;

/**
 * Money to be sent out.
 *
 * @param money leaves the wallet
 * @param amount what the provider sends, in its currency
 * @param to where to
 * @param fingerprint of the request, so that another one under the same id is refused
 */
public record NewPayout(
        PaymentId id,
        Provider provider,
        WalletId wallet,
        Money money,
        Money amount,
        Destination to,
        String fingerprint,
        Terms terms) {
    /** Where money goes. */
    public sealed interface Destination {
        /** As the object is called at the provider. */
        String name();

        /** A bank account that the provider knows; sent once somebody has approved. */
        record BankAccount(String name) implements Destination {
            public static final int MAX_CHARS = 255;

            public BankAccount {
                Text.require("destination", name, 1, MAX_CHARS);
            }
        }

        /** Back to the customer of a payment, which the provider calls so. */
        record Refund(PaymentId payment, String name) implements Destination {}
    }
}
