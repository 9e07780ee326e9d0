package io.florin.protocol.wallet;

import io.florin.protocol.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * How much of the request's asset may be sent, in minor units: at once, in a UTC day, in a UTC
 * month. Null is without limit.
 */
public record SpendingLimits(
        @Nullable Long perOperation, @Nullable Long perDay, @Nullable Long perMonth) {
    public static final SpendingLimits NONE = new SpendingLimits(null, null, null);

    public SpendingLimits {
        require(perOperation);
        require(perDay);
        require(perMonth);
    }

    /** These where there are any, the other's where there is none. */
    public SpendingLimits before(SpendingLimits other) {
        return new SpendingLimits(
                first(perOperation, other.perOperation),
                first(perDay, other.perDay),
                first(perMonth, other.perMonth));
    }

    private static @Nullable Long first(@Nullable Long one, @Nullable Long other) {
        return one == null ? other : one;
    }

    private static void require(@Nullable Long limit) {
        if (limit != null && (limit < 0 || limit > Money.MAX_MINOR)) {
            throw new IllegalArgumentException(
                    "A limit is a whole number of minor units, 0 to " + Money.MAX_MINOR + ".");
        }
    }
}
