package io.florin.node.ai.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.florin.node.ai.provider.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PricesTest {
    private static final Prices PRICES =
            Prices.from(
                    ConfigFactory.parseString(
                            """
                            florin.ai.prices {
                              version = "t1"
                              models {
                                "small" { input = 150000, cached-input = 75000, output = 600000 }
                                "tiny.1" { input = 5, output = 3 }
                                "ear" { input = 1250000, audio-input = 3000000, output = 5000000 }
                                "clock" { minute = 6000 }
                              }
                            }
                            """));

    @ParameterizedTest
    @CsvSource({
        // model, input, cached, audio, output, reasoning, nano
        "small,   1,     0,      0,     0,      0,         150",
        "small,   1000,  0,      0,     500,    0,         450000",
        "small,   2000,  896,    0,     10,     0,         238800",
        "small,   100,   0,      0,     150,    128,       105000",
        "small,   0,     0,      0,     0,      0,         0",
        "ear,     30,    0,      30,    7,      0,         125000",
        "ear,     40,    0,      30,    7,      0,         137500",
        // A started nano dollar is a whole one, once for the sum.
        "tiny.1,  1,     0,      0,     0,      0,         1",
        "tiny.1,  150,   0,      0,     84,     0,         2",
        "tiny.1,  200,   0,      0,     0,      0,         1",
        "tiny.1,  201,   0,      0,     0,      0,         2"
    })
    void tokensCost(
            String model,
            long input,
            long cached,
            long audio,
            long output,
            long reasoning,
            long nano) {
        var usage = new Usage.Tokens(input, cached, audio, output, reasoning);
        assertThat(PRICES.nanoUsd(model, usage)).isEqualTo(nano);
    }

    @ParameterizedTest
    @CsvSource({"60000, 6000000", "1000, 100000", "1, 100", "0, 0", "3599999, 359999900"})
    void timeCosts(long millis, long nano) {
        assertThat(PRICES.nanoUsd("clock", new Usage.Time(millis))).isEqualTo(nano);
    }

    /** The exact price is never more than a nano dollar below, and never above. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20261126})
    void integersAreAsExactAsDecimals(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            long cached = random.nextLong(100_000);
            long plain = random.nextLong(100_000);
            long output = random.nextLong(100_000);
            var usage = new Usage.Tokens(cached + plain, cached, 0, output, 0);
            var exact =
                    micro(plain, 150_000)
                            .add(micro(cached, 75_000))
                            .add(micro(output, 600_000))
                            .setScale(0, RoundingMode.CEILING);
            assertThat(PRICES.nanoUsd("small", usage))
                    .as("seed %d", seed)
                    .isEqualTo(exact.longValueExact());
        }
    }

    private static BigDecimal micro(long tokens, long price) {
        return BigDecimal.valueOf(tokens).multiply(BigDecimal.valueOf(price)).movePointLeft(3);
    }

    @Test
    void whatHasNoPriceIsNotFree() {
        assertThatThrownBy(() -> PRICES.nanoUsd("large", new Usage.Time(1)))
                .hasMessage("florin.ai.prices: models has no price of large; correct the setting.");
    }

    @Test
    void whatNobodyCanPayIsNoCost() {
        assertThatThrownBy(
                        () -> PRICES.nanoUsd("small", new Usage.Tokens(Long.MAX_VALUE, 0, 0, 0, 0)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void theTableHasAVersionAndNoNegativePrices() {
        assertThatThrownBy(() -> new Prices.Price(-1, 0, 0, 0, 0))
                .hasMessageContaining("a price is");
        assertThatThrownBy(() -> new Prices("", PRICES.models())).hasMessageContaining("version");
    }
}
