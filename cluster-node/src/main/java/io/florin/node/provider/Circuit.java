package io.florin.node.provider;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.pattern.CircuitBreaker;
import org.apache.pekko.pattern.CircuitBreakerOpenException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a provider a rest that has failed several times in a row, or that is of no use for another
 * reason; the first call after the rest decides whether another one follows.
 */
public final class Circuit {
    /**
     * When, and for how long.
     *
     * @param failures in a row
     * @param resetMillis of a rest
     */
    public record Settings(int failures, long resetMillis) {
        /** {@code path}: of the settings, for the sentence about a wrong one. */
        public static Settings of(String path, int failures, long resetMillis) {
            if (failures < 1 || failures > 1_000) {
                throw new IllegalArgumentException(
                        path + ".failures is 1 to 1000; correct the setting.");
            }
            if (resetMillis < 10 || resetMillis > 3_600_000) {
                throw new IllegalArgumentException(
                        path + ".reset-millis is 10 to 3600000; correct the setting.");
            }
            return new Settings(failures, resetMillis);
        }
    }

    /** What is asked of the provider. */
    @FunctionalInterface
    public interface Call<T> {
        T call() throws InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Circuit.class);

    /** Each call has a time of its own, much shorter. */
    private static final Duration LONGEST_CALL = Duration.ofMinutes(15);

    private final String provider;
    private final CircuitBreaker breaker;
    private final int failures;

    public Circuit(String provider, ActorSystem<?> system, Settings settings) {
        this.provider = provider;
        this.failures = settings.failures();
        this.breaker =
                new CircuitBreaker(
                        system.executionContext(),
                        system.classicSystem().scheduler(),
                        settings.failures(),
                        LONGEST_CALL,
                        Duration.ofMillis(settings.resetMillis()));
        whenOpened(() -> LOG.warn("{} is given a rest, for it has failed", provider));
    }

    public String provider() {
        return provider;
    }

    /** Whenever a rest begins. */
    public void whenOpened(Runnable listener) {
        breaker.addOnOpenListener(listener);
    }

    /**
     * The call's own answer; empty if it was not made because of the rest.
     *
     * @param isFailure of the provider, which counts; a call that throws is one
     */
    public <T> Optional<T> call(Call<T> call, Predicate<T> isFailure) throws InterruptedException {
        try {
            return Optional.of(
                    breaker.callWithSyncCircuitBreaker(
                            unbroken(call),
                            (answer, thrown) ->
                                    answer.map(isFailure::test).orElse(thrown.isPresent())));
        } catch (CircuitBreakerOpenException e) {
            return Optional.empty();
        } catch (BrokenOff e) {
            throw e.cause();
        }
    }

    /** Half open, the breaker would wait for ever for a call that ends by InterruptedException. */
    private static <T> Callable<T> unbroken(Call<T> call) {
        return () -> {
            try {
                return call.call();
            } catch (InterruptedException e) {
                throw new BrokenOff(e);
            }
        };
    }

    /** The rest begins now. */
    public void open() {
        for (int i = 0; i < failures && !breaker.isOpen(); i++) breaker.fail();
    }

    /** Whether it is given a rest now. */
    public boolean isOpen() {
        return breaker.isOpen();
    }

    /** Carries an interruption through the breaker. */
    private static final class BrokenOff extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final InterruptedException cause;

        BrokenOff(InterruptedException cause) {
            super(cause);
            this.cause = cause;
        }

        InterruptedException cause() {
            return cause;
        }
    }
}
