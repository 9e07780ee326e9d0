package io.florin.protocol.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    private static final Asset USD = new Asset("USD");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 9_007_199_254_740_990L, 9_007_199_254_740_991L})
    void anAmountIsOneToTheLargest(long minor) {
        assertThat(new Money(USD, minor).minor()).isEqualTo(minor);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 9_007_199_254_740_992L, Long.MAX_VALUE, Long.MIN_VALUE})
    void nothingElseIsAnAmount(long minor) {
        assertThatThrownBy(() -> new Money(USD, minor))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 9007199254740991");
        assertThatThrownBy(() -> new Money(USD, 1).withMinor(minor))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The bound is what a double holds exactly, so that every JSON reader gets it right. */
    @Test
    void theLargestAmountIsExactInADouble() {
        assertThat((long) (double) Money.MAX_MINOR).isEqualTo(Money.MAX_MINOR);
        assertThat((long) (double) (Money.MAX_MINOR + 2)).isNotEqualTo(Money.MAX_MINOR + 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "US",
                "USD",
                "A1",
                "AAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAA",
                "A",
                "",
                "usd",
                "1A",
                "U D",
                "US-",
                "ÜSD",
                "USd",
                "AZ09",
                "A@",
                "A[",
                "A/",
                "A:",
                "@A",
                "[A"
            })
    void anAssetIsTwoToSixteenLettersAndDigits(String code) {
        if (Pattern.matches("[A-Z][A-Z0-9]{1,15}", code)) {
            assertThat(new Asset(code).toString()).isEqualTo(code);
        } else {
            assertThatThrownBy(() -> new Asset(code)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
