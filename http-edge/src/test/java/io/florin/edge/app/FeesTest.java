package io.florin.edge.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.edge.app.Fees.Flat;
import io.florin.edge.app.Fees.Percent;
import io.florin.edge.app.Fees.Rounding;
import io.florin.edge.app.Fees.Tiered;
import io.florin.edge.app.Fees.Tiered.Step;
import io.florin.protocol.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Fees are exact integers, whatever the amount. */
class FeesTest {
    private static final Tiered BANK =
            new Tiered(List.of(new Step(1_000_000, 1_500), new Step(5_000_000, 2_500)), 5_000);

    @Test
    void aFlatFeeIsTheSameForEveryAmount() {
        assertThat(new Flat(15).fee(1)).isEqualTo(15);
        assertThat(new Flat(15).fee(Money.MAX_MINOR)).isEqualTo(15);
        assertThat(Flat.FREE.fee(1)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1500",
        "999999, 1500",
        "1000000, 1500",
        "1000001, 2500",
        "5000000, 2500",
        "5000001, 5000",
        "9007199254740991, 5000"
    })
    void aStepReachesUpToAndWithItsLimit(long amount, long fee) {
        assertThat(BANK.fee(amount)).isEqualTo(fee);
    }

    @ParameterizedTest
    @CsvSource({
        // 2 % of 25 is half a unit.
        "200, 25, DOWN, 0",
        "200, 25, HALF_UP, 1",
        "200, 25, UP, 1",
        "200, 24, DOWN, 0",
        "200, 24, HALF_UP, 0",
        "200, 24, UP, 1",
        "200, 50, DOWN, 1",
        "200, 50, HALF_UP, 1",
        "200, 50, UP, 1",
        "1, 10000, UP, 1",
        "1, 10001, UP, 2",
        "0, 10001, UP, 0",
        "10000, 9007199254740991, DOWN, 9007199254740991",
        "9999, 9007199254740991, UP, 9006298534815517",
        "9999, 9007199254740991, DOWN, 9006298534815516"
    })
    void aShareIsRoundedAsItsRuleSays(int points, long amount, Rounding rounding, long fee) {
        assertThat(new Percent(points, 0, Money.MAX_MINOR, rounding).fee(amount)).isEqualTo(fee);
    }

    @ParameterizedTest
    @CsvSource({"1, 20", "1000, 20", "1050, 21", "2500, 50", "2501, 50", "9007199254740991, 50"})
    void floorAndCapHoldAfterTheRounding(long amount, long fee) {
        assertThat(new Percent(200, 20, 50, Rounding.HALF_UP).fee(amount)).isEqualTo(fee);
    }

    /** The same by arithmetic without bounds. */
    @ParameterizedTest
    @EnumSource
    void noShareOverflows(Rounding rounding) {
        var random = new Random(20_261_126);
        for (int round = 0; round < 10_000; round++) {
            long amount = 1 + random.nextLong(Money.MAX_MINOR);
            int points = random.nextInt(Fees.WHOLE + 1);
            var exact =
                    BigDecimal.valueOf(amount)
                            .multiply(BigDecimal.valueOf(points))
                            .divide(BigDecimal.valueOf(Fees.WHOLE))
                            .setScale(0, RoundingMode.valueOf(rounding.name()));
            assertThat(new Percent(points, 0, Money.MAX_MINOR, rounding).fee(amount))
                    .as("%d points of %d", points, amount)
                    .isEqualTo(exact.longValueExact());
        }
    }
}
