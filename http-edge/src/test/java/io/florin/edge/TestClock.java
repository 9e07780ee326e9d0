package io.florin.edge;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Stands still until time is told to pass. */
public final class TestClock implements InstantSource {
    private volatile Instant now;

    public TestClock(Instant now) {
        this.now = now;
    }

    public synchronized void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
