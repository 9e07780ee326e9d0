package io.florin.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.sandbox.chaos.Tally.Took;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Times are in nanoseconds; the fault lasts from 100 to 200. */
class TallyTest {
    private static final long FROM = 100;
    private static final long TO = 200;
    private static final Set<Integer> VICTIMS = Set.of(2);

    private final Tally tally = new Tally();

    private static Took call(long began, long ended) {
        return new Took(began, ended, List.of("ann"), Map.of(1, began));
    }

    private List<Long> underWay() {
        return tally.underWay(FROM, TO, Optional::of).sorted().stream()
                .map(Duration::toNanos)
                .toList();
    }

    @Test
    void whatWasOverBeforeOrBeganAfterwardsWasNotUnderWay() {
        tally.answered(call(10, 99));
        tally.answered(call(200, 210));
        assertThat(underWay()).isEmpty();
        tally.answered(call(90, 100));
        tally.answered(call(199, 230));
        assertThat(underWay()).containsExactly(10L, 31L);
    }

    @Test
    void whatHangsUntilAllIsOverIsSeenAsAWhole() {
        tally.answered(call(150, 5_000));
        tally.gaveUp(call(120, 60_000));
        assertThat(underWay()).containsExactly(4_850L, 59_880L);
        assertThat(tally.counts().answered()).isOne();
        assertThat(tally.ended(FROM, TO).sorted()).isEmpty();
    }

    @Test
    void aCallCountsUntilItComesToAVictim() {
        var began = 110L;
        assertThat(new Took(began, 190, List.of("ann"), Map.of(2, 111L)).before(VICTIMS)).isEmpty();
        var aside = new Took(began, 190, List.of("ann"), Map.of(1, 111L, 3, 150L));
        assertThat(aside.before(VICTIMS)).contains(aside);
        var later = new Took(began, 190, List.of("ann"), Map.of(1, 111L, 2, 170L));
        assertThat(later.before(VICTIMS)).map(Took::time).contains(Duration.ofNanos(60));
    }
}
