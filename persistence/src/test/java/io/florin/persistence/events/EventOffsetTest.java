package io.florin.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventOffsetTest {
    @Test
    void theTextFormIsReadBack() {
        var offset = new EventOffset(3, 812_345_678_901L, 17);

        assertThat(offset).hasToString("3:812345678901:17");
        assertThat(EventOffset.parse("3:812345678901:17")).isEqualTo(offset);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1:2",
                "1:2:3:4",
                "-1:2:3",
                "a:b:c",
                "1: 2:3",
                "1:99999999999999999999:1"
            })
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> EventOffset.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void erasComeBeforeTransactionsAndTransactionsBeforePositions() {
        var sorted =
                Stream.of("2:1:1", "1:9:1", "1:2:9", "1:2:10", "0:0:0")
                        .map(EventOffset::parse)
                        .sorted()
                        .map(EventOffset::toString)
                        .toList();

        assertThat(sorted).isEqualTo(List.of("0:0:0", "1:2:9", "1:2:10", "1:9:1", "2:1:1"));
    }

    @Test
    void slicesAreSplitInEqualRanges() {
        assertThat(SliceRange.split(4))
                .extracting(SliceRange::toString)
                .containsExactly("0-255", "256-511", "512-767", "768-1023");
        assertThat(SliceRange.split(1)).containsExactly(SliceRange.ALL);
        assertThatThrownBy(() -> SliceRange.split(3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SliceRange(5, 4)).isInstanceOf(IllegalArgumentException.class);
    }
}
