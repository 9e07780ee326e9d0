package io.florin.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.sandbox.chaos.Schedule.Step;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    private static final int NODES = 3;
    private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);

    private static List<Step> first(int steps, long seed, Set<Kind> kinds) {
        return Stream.generate(new Schedule(seed, NODES, kinds)::next).limit(steps).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 20261126})
    void theSeedAloneDecides(long seed) {
        assertThat(first(200, seed, ALL)).isEqualTo(first(200, seed, ALL));
        assertThat(first(200, seed, ALL)).isNotEqualTo(first(200, seed + 1, ALL));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 20261126})
    void eachKindComesOnceBeforeAnyComesAgain(long seed) {
        var steps = first(3 * ALL.size(), seed, ALL);
        for (int deal = 0; deal < 3; deal++) {
            assertThat(steps.subList(deal * ALL.size(), (deal + 1) * ALL.size()))
                    .extracting(Step::kind)
                    .containsExactlyInAnyOrderElementsOf(ALL);
        }
        assertThat(steps).extracting(Step::number).isSorted().startsWith(1).endsWith(steps.size());
    }

    @Test
    void everyNodeHasItsTurn() {
        var victims =
                first(30, 7, Set.of(Kind.KILL)).stream()
                        .flatMap(step -> step.fault().victims().stream());
        assertThat(victims).contains(1, 2, 3).hasSize(30);
    }

    @Test
    void ofTwoThatAreKilledNoneIsTheOther() {
        assertThat(first(60, 7, Set.of(Kind.KILL_TWO)))
                .allMatch(step -> step.fault().victims().size() == 2)
                .allMatch(step -> Set.of(1, 2, 3).containsAll(step.fault().victims()))
                .extracting(step -> step.fault().victims())
                .contains(Set.of(1, 2), Set.of(2, 3), Set.of(1, 3));
    }

    @Test
    void eachNodeIsCutOffFromKafkaForSomeSeconds() {
        var faults = first(30, 7, Set.of(Kind.NO_BROKER)).stream().map(Step::fault).toList();
        assertThat(faults)
                .extracting(Fault::target)
                .contains("node 1 to Kafka", "node 2 to Kafka", "node 3 to Kafka");
        assertThat(faults)
                .allSatisfy(fault -> {
                    assertThat(fault.lasts())
                            .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(12));
                    assertThat(fault.victims()).isEmpty();
                });
    }

    @Test
    void everyKindHasAWordThatIsUnderstood() {
        assertThat(Kind.values())
                .allSatisfy(kind -> assertThat(Kind.of(kind.word())).contains(kind));
        assertThat(Kind.of("earthquake")).isEmpty();
    }
}
