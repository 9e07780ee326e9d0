package io.florin.node.rules;

import static io.florin.node.rules.NameCache.hashOfKey;
import static io.florin.node.rules.NameCache.hashOfRef;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameCacheTest {
    @Test
    void itIsCompleteWhileItHoldsEveryName() {
        var cache = NameCache.empty(3);
        assertThat(cache.complete()).isTrue();
        cache = cache.with("k1", "t/1").with(null, null).with("k2", null);
        assertThat(cache.complete()).isTrue();
        assertThat(cache.stored()).isEqualTo(3);
        cache = cache.with(null, "t/2");
        assertThat(cache.complete()).isFalse();
        assertThat(cache.stored()).isEqualTo(4);
    }

    @Test
    void theOldestNameGivesWay() {
        var cache = NameCache.empty(3).with("k1", "t/1").with("k2", "t/2");
        assertThat(cache.mayHold(hashOfKey("k1"))).isFalse();
        assertThat(cache.oldestFirst())
                .containsExactly(hashOfRef("t/1"), hashOfKey("k2"), hashOfRef("t/2"));
        cache = cache.with("k3", "t/3");
        assertThat(cache.oldestFirst())
                .containsExactly(hashOfRef("t/2"), hashOfKey("k3"), hashOfRef("t/3"));
    }

    @Test
    void keysAndRefsAreTwoSpaces() {
        var cache = NameCache.empty(2).with("same", null);
        assertThat(cache.mayHold(hashOfKey("same"))).isTrue();
        assertThat(cache.mayHold(hashOfRef("same"))).isFalse();
    }

    /** Snapshots carry the hashes, so they are for ever. */
    @Test
    void theHashesAreFrozen() {
        assertThat(hashOfKey("K1")).isEqualTo(-8_600_164_732_465_512_292L);
        assertThat(hashOfRef("t/t1")).isEqualTo(-532_461_876_145_356_260L);
    }

    /** Every size before and after a restart, and every place of the oldest in the ring. */
    @ParameterizedTest
    @CsvSource({"2,2", "2,3", "2,7", "3,2", "3,5", "5,2", "5,3", "5,4", "5,11"})
    void itMayBeRestoredSmallerOrLarger(int before, int after) {
        for (int names = 0; names <= 12; names++) {
            var old = filled(NameCache.empty(before), 0, names);
            var restored = NameCache.of(after, old.oldestFirst(), old.stored());
            for (int more = 0; more <= 12; more++) {
                var cache = filled(restored, names, names + more);
                var known = Math.min(after, Math.min(before, names) + more);
                assertThat(cache.stored()).isEqualTo(names + more);
                assertThat(cache.oldestFirst())
                        .as("%d and %d names", names, more)
                        .isEqualTo(hashes(names + more - known, names + more));
                assertThat(cache.complete()).isEqualTo(known == names + more);
            }
        }
    }

    @Test
    void equalMeansEqualContentWhereverTheRingBegins() {
        var turned = filled(NameCache.empty(3), 0, 5);
        var fresh = NameCache.of(3, hashes(2, 5), 5);
        assertThat(fresh).isEqualTo(turned).hasSameHashCodeAs(turned);
        assertThat(NameCache.of(3, hashes(2, 5), 6)).isNotEqualTo(turned);
        assertThat(filled(NameCache.empty(3), 1, 6)).isNotEqualTo(turned);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void oneEventMustFit(int capacity) {
        assertThatIllegalArgumentException().isThrownBy(() -> NameCache.empty(capacity));
    }

    private static NameCache filled(NameCache cache, int from, int to) {
        var filled = cache;
        for (int i = from; i < to; i++) filled = filled.with("k" + i, null);
        return filled;
    }

    private static long[] hashes(int from, int to) {
        var hashes = new long[to - from];
        for (int i = from; i < to; i++) hashes[i - from] = hashOfKey("k" + i);
        return hashes;
    }
}
