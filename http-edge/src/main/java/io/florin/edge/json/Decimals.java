package io.florin.edge.json;

import io.florin.edge.json.JsonValue.OtherNumber;
import io.florin.edge.json.JsonValue.Whole;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Refusal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Amounts as decimal numbers in major units, such as 12.5; exact in both directions. */
public final class Decimals {
    /** Longer is no amount of ours, and is not computed with. */
    private static final int MAX_CHARS = 32;

    /** More digits before the point than 2^53 − 1 minor units have at any scale. */
    private static final int MAX_DIGITS = 16;

    private Decimals() {}

    /** Reads minor units, from {@code min} on, of a number with at most {@code scale} decimals. */
    public static Type<Long> minorUnits(int scale, long min) {
        return Types.of(
                Refusal.AMOUNT_INVALID,
                "a number from %s to %s with at most %d decimals"
                        .formatted(of(min, scale).text(), of(Money.MAX_MINOR, scale).text(), scale),
                Types.schema("number")
                        .value("minimum", of(min, scale))
                        .value("maximum", of(Money.MAX_MINOR, scale))
                        .build(),
                value ->
                        minor(number(value), scale)
                                .filter(minor -> minor >= min && minor <= Money.MAX_MINOR));
    }

    /** Describes an amount that is written, on either side of zero. */
    public static Type<Long> written(int scale) {
        return Types.of(
                Refusal.AMOUNT_INVALID,
                "a number with %d decimals".formatted(scale),
                Types.schema("number").build(),
                value -> minor(number(value), scale));
    }

    private static @Nullable BigDecimal number(JsonValue value) {
        if (value instanceof Whole(var whole)) return BigDecimal.valueOf(whole);
        if (!(value instanceof OtherNumber(var text)) || text.length() > MAX_CHARS) return null;
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException _) {
            return null; // its exponent is past 32 bits
        }
    }

    private static Optional<Long> minor(@Nullable BigDecimal number, int scale) {
        if (number == null || number.scale() > scale) return Optional.empty();
        long digits = (long) number.precision() - number.scale();
        if (digits > MAX_DIGITS) return Optional.empty();
        var minor = number.movePointRight(scale).toBigInteger();
        return minor.bitLength() < Long.SIZE ? Optional.of(minor.longValue()) : Optional.empty();
    }

    /** With exactly so many decimals. */
    public static OtherNumber of(long minor, int scale) {
        return of(BigInteger.valueOf(minor), scale);
    }

    /** With exactly so many decimals. */
    public static OtherNumber of(BigInteger minor, int scale) {
        return new OtherNumber(new BigDecimal(minor, scale).toPlainString());
    }
}
