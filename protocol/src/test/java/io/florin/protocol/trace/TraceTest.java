package io.florin.protocol.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
    private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PART = "00f067aa0ba902b7";
    private static final Trace SAMPLED = new Trace(ID, PART, "01");

    @Test
    void whatIsWrittenIsReadAndIsOfOneLength() {
        var header = SAMPLED.header();
        assertThat(header).isEqualTo("00-" + ID + "-" + PART + "-01").hasSize(Trace.CHARS);
        assertThat(Trace.parse(header)).contains(SAMPLED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
            })
    void aLaterVersionIsStoredAsTheFirst(String header) {
        assertThat(Trace.parse(header).map(Trace::header)).contains(SAMPLED.header());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01more",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "0g-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-001",
                "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7_01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1\n",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7"
            })
    void whatIsNotValidIsNone(String header) {
        assertThat(Trace.parse(header)).isEmpty();
    }

    @Test
    void neitherNothingNorTooMuchIsOne() {
        assertThat(Trace.parse(null)).isEqualTo(Optional.empty());
        var most = "01" + SAMPLED.header().substring(2) + "-";
        assertThat(Trace.parse(most + "x".repeat(512 - most.length()))).contains(SAMPLED);
        assertThat(Trace.parse(most + "x".repeat(513 - most.length()))).isEmpty();
        assertThatThrownBy(() -> new Trace(ID, PART + "0", "00"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneBitSaysThatItIsSampled() {
        assertThat(SAMPLED.isSampled()).isTrue();
        assertThat(new Trace(ID, PART, "03").isSampled()).isTrue();
        assertThat(new Trace(ID, PART, "02").isSampled()).isFalse();
        assertThat(new Trace(ID, PART, "00").isSampled()).isFalse();
    }

    @Test
    void eachPartHasItsOwnIdAndNoPartIsOfAnUnsampledTraceThatIsNotAskedFor() {
        var ids = new TraceIds(new Random(1));
        var seen = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) {
            var part = ids.within(SAMPLED);
            assertThat(part.traceId()).isEqualTo(ID);
            assertThat(part.flags()).isEqualTo("01");
            assertThat(Trace.parse(part.header())).contains(part);
            assertThat(seen.add(part.requestId())).isTrue();
        }
        var begun = ids.within(null);
        assertThat(Trace.parse(begun.header())).contains(begun);
        assertThat(begun.isSampled()).isFalse();
    }

    /** A log's words, as a map. */
    private static final class Words implements ThreadTrace {
        final Map<String, String> words = new HashMap<>();

        @Override
        public @Nullable String get(String word) {
            return words.get(word);
        }

        @Override
        public void put(String word, String value) {
            words.put(word, value);
        }

        @Override
        public void remove(String word) {
            words.remove(word);
        }
    }

    @Test
    void aThreadKnowsWhoseWorkItDoesForAsLongAsItDoesIt() {
        var log = new Words();
        var plain = new Trace(ID, "1".repeat(16), "00");
        log.during(
                SAMPLED,
                () -> {
                    assertThat(log.trace()).isEqualTo(SAMPLED);
                    assertThat(log.words)
                            .isEqualTo(
                                    Map.of("traceId", ID, "requestId", PART, "traceFlags", "01"));
                    var within = log.during(plain, () -> Map.copyOf(log.words));
                    assertThat(within)
                            .isEqualTo(Map.of("traceId", ID, "requestId", plain.requestId()));
                    return log.during(null, log::trace);
                });
        assertThat(log.words).isEmpty();
        assertThat(log.trace()).isNull();
    }
}
