package io.florin.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundsTest {
    private static final Fault KILLED = new Fault.Killed(2);

    private static Outcome outcome(Fault fault, Spread again, Spread before, Spread others) {
        return outcome(fault, 0, again, before, others);
    }

    private static Outcome outcome(
            Fault fault, int silent, Spread again, Spread before, Spread others) {
        return new Outcome(
                new Schedule.Step(4, Kind.KILL, fault),
                Duration.ZERO,
                again,
                Duration.ZERO,
                new Tally.Counts(100, 9, 9, 9, silent),
                before,
                others,
                List.of());
    }

    /** A hundred, of whom the slowest so many take long. */
    private static Spread millis(int most, int slowest, int millis) {
        return Spread.of(
                IntStream.range(0, 100)
                        .mapToObj(i -> Duration.ofMillis(i < slowest ? millis : most))
                        .toList());
    }

    @Test
    void atTheBoundItIsKept() {
        var kept = outcome(KILLED, millis(6_000, 1, 9_000), millis(10, 2, 100), millis(10, 2, 300));
        assertThat(kept.missed()).isEmpty();
        assertThat(kept.line()).endsWith("in order");
    }

    @Test
    void whoseWalletsAnswerLateHasMissedIt() {
        var late = outcome(KILLED, millis(6_000, 2, 8_001), millis(10, 0, 0), millis(10, 0, 0));
        assertThat(late.missed())
                .containsExactly(
                        "#4, kill, node 2: the wallets answered elsewhere after 8.0 s, p99;"
                                + " the bound is 8 s");
        assertThat(late.line()).endsWith("in order, but late");
    }

    @Test
    void whoHoldsUpTheOthersHasMissedIt() {
        var slow = outcome(KILLED, millis(1, 0, 0), millis(10, 2, 100), millis(10, 2, 301));
        assertThat(slow.missed())
                .containsExactly(
                        "#4, kill, node 2: others' p99 went from 100 to 301 ms; the bound is 3"
                                + " times");
    }

    @Test
    void whatNobodyHasMeasuredIsNotKept() {
        var nobody = Spread.of(List.of());
        assertThat(outcome(KILLED, nobody, nobody, nobody).missed()).hasSize(2);
    }

    @Test
    void whoAsksDuringARollingRestartIsNeverLeftWaiting() {
        var slow = millis(2_000, 0, 0);
        var rolled = new Fault.RolledOver(3);
        assertThat(outcome(rolled, 0, slow, millis(1, 0, 0), slow).missed()).isEmpty();
        assertThat(outcome(rolled, 1, slow, slow, slow).missed())
                .containsExactly(
                        "#4, kill, nodes 1 to 3: 1 calls were not answered in time; the bound is"
                                + " 0");
    }

    @Test
    void othersHaveNone() {
        var slow = millis(60_000, 0, 0);
        var paused = new Fault.Paused(2, Duration.ofSeconds(9));
        assertThat(outcome(paused, 9, slow, millis(1, 0, 0), slow).missed()).isEmpty();
    }

    @Test
    void whatIsMissedIsRedWhereItIsStrict() {
        var late = new Verdict(List.of(), List.of("late"));
        assertThat(late.red(Bounds.STRICT)).containsExactly("late");
        assertThat(late.red(Bounds.REPORT)).isEmpty();
        var wrong = new Verdict(List.of("wrong"), List.of());
        assertThat(wrong.red(Bounds.REPORT)).containsExactly("wrong");
    }
}
