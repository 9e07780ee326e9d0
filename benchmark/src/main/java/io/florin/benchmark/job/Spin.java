package io.florin.benchmark.job;

import io.florin.sandbox.terminal.CommandFailed;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what comes soon. */
final class Spin {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private Spin() {}

    /** Looks every so often. */
    static void until(String what, Duration every, Duration limit, BooleanSupplier holds) {
        long begin = System.nanoTime();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - begin > limit.toNanos()) {
                throw new CommandFailed("Waited in vain: " + what + ".");
            }
            LockSupport.parkNanos(Math.max(MILLI / 20, every.toNanos()));
        }
    }

    /** Lets the machine come to rest. */
    static void idle(Duration length) {
        long begin = System.nanoTime();
        until(
                "time passes",
                length,
                Duration.ofMinutes(1),
                () -> System.nanoTime() - begin >= length.toNanos());
    }
}
