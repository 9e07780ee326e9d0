package io.florin.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.008Z");

    @Test
    void freshIdsAreOfVersion7AndBeginWithTheTime() {
        var ids = new TimeOrderedIds(InstantSource.fixed(NOW), new Random(1));
        assertThat(Stream.generate(ids::next).limit(10_000))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.version() == 7 && id.variant() == 2)
                .allMatch(id -> id.getMostSignificantBits() >>> 16 == NOW.toEpochMilli());
    }

    @Test
    void derivedIdsAreOfVersion8AndForEver() {
        var id = DerivedId.of("wallet", "default", "anonymous", "k1");
        assertThat(id).hasToString("684879e8-2cc9-8ff1-8d77-260da903ef0d");
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void partsDoNotRunTogether() {
        assertThat(DerivedId.of("ab", "c"))
                .isNotEqualTo(DerivedId.of("a", "bc"))
                .isNotEqualTo(DerivedId.of("abc"))
                .isNotEqualTo(DerivedId.of("ab", "c", ""));
    }
}
