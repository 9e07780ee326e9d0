package io.florin.protocol.payment;

import io.florin.protocol.money.Money;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What refunds leave of a payment, those under way included.
 *
 * @param refunded minor units of the price
 * @param taken minor units of the grant
 */
public record Refundable(Money price, Money grant, long refunded, long taken) {
    /** Of the price. */
    public long left() {
        return price.minor() - refunded;
    }

    /**
     * What the wallet gives for the next refund: in all its share of the grant, rounded up, so that
     * it never keeps what was given back, and with the last minor unit of the price has given all
     * of the grant; at least one minor unit. Empty: neither has so much left.
     */
    public Optional<Money> share(long amount) {
        if (amount > left()) return Optional.empty();
        long share = Math.max(1, due(refunded + amount) - taken);
        return share > grant.minor() - taken
                ? Optional.empty()
                : Optional.of(grant.withMinor(share));
    }

    private long due(long back) {
        var product = BigInteger.valueOf(grant.minor()).multiply(BigInteger.valueOf(back));
        var parts = product.divideAndRemainder(BigInteger.valueOf(price.minor()));
        return parts[0].longValueExact() + parts[1].signum();
    }
}
