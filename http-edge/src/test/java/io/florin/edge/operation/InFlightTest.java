package io.florin.edge.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InFlightTest {
    private final InFlight inFlight = new InFlight(2);

    @Test
    void itIsDrainedWhenTheLastRequestLeaves() {
        inFlight.enter();
        inFlight.enter();
        var drained = inFlight.drained().toCompletableFuture();
        inFlight.leave();
        assertThat(drained).isNotDone();
        inFlight.leave();
        assertThat(drained).isCompleted();
    }

    @Test
    void withNothingUnderWayItIsDrainedAtOnce() {
        inFlight.enter();
        inFlight.leave();
        assertThat(inFlight.drained().toCompletableFuture()).isCompleted();
    }

    @Test
    void oneTooManyIsRefusedAndDoesNotCount() {
        assertThat(inFlight.enter()).isTrue();
        assertThat(inFlight.enter()).isTrue();
        assertThat(inFlight.enter()).isFalse();
        inFlight.leave();
        assertThat(inFlight.enter()).isTrue();
    }
}
