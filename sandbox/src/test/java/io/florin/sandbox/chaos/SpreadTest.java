package io.florin.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void aPercentileIsTheShortestThatSoManyDoNotExceed() {
        var spread =
                Spread.of(
                        IntStream.rangeClosed(1, 60)
                                .mapToObj(i -> Duration.ofMillis(100L * (61 - i)))
                                .toList());
        assertThat(spread.seconds(50)).isEqualTo("3.0");
        assertThat(spread.millis(99)).isEqualTo("6000");
        assertThat(spread.seconds(100)).isEqualTo("6.0");
        assertThat(spread.millis(1)).isEqualTo("100");
    }

    @Test
    void ofNothingThereIsNone() {
        assertThat(Spread.of(List.of()).seconds(50)).isEqualTo("-");
    }
}
