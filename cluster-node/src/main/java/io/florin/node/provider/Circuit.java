package io.florin.node.ai.provider;

import io.florin.node.ai.provider.AiMetrics.Count;
import io.florin.node.ai.provider.Answer.Fault;
import io.florin.node.ai.provider.Answer.Trouble;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.pattern.CircuitBreaker;
import org.apache.pekko.pattern.CircuitBreakerOpenException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a provider a rest that has failed several times in a row, or that nobody pays any more; the
 * first call after the rest decides whether another one follows.
 */
final class Circuit {
    /**
     * When, and for how long.
     *
     * @param failures in a row
     * @param resetMillis of a rest
     */
    record Settings(int failures, long resetMillis) {
        Settings {
            if (failures < 1 || failures > 1_000) {
                throw new IllegalArgumentException(
                        "florin.ai.circuit.failures is 1 to 1000; correct the setting.");
            }
            if (resetMillis < 10 || resetMillis > 3_600_000) {
                throw new IllegalArgumentException(
                        "florin.ai.circuit.reset-millis is 10 to 3600000; correct the setting.");
            }
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Circuit.class);

    /** Each call has a time of its own, much shorter. */
    private static final Duration LONGEST_CALL = Duration.ofMinutes(15);

    private final String provider;
    private final CircuitBreaker breaker;
    private final int failures;
    private final AiMetrics metrics;

    Circuit(String provider, ActorSystem<?> system, Settings settings, AiMetrics metrics) {
        this.provider = provider;
        this.failures = settings.failures();
        this.metrics = metrics;
        this.breaker =
                new CircuitBreaker(
                        system.executionContext(),
                        system.classicSystem().scheduler(),
                        settings.failures(),
                        LONGEST_CALL,
                        Duration.ofMillis(settings.resetMillis()));
        breaker.addOnOpenListener(this::opened);
    }

    private void opened() {
        metrics.add(Count.CIRCUITS_OPENED, 1);
        LOG.warn("{} is given a rest, for it has failed", provider);
    }

    /** The call's own answer, or that there was none because of the rest. */
    Answer call(Callable<Answer> call) throws InterruptedException {
        try {
            var answer = breaker.callWithSyncCircuitBreaker(unbroken(call), Circuit::counts);
            if (answer instanceof Fault fault && fault.trouble() == Trouble.QUOTA) exhausted(fault);
            return answer;
        } catch (CircuitBreakerOpenException e) {
            return Faults.circuitOpen(provider);
        } catch (BrokenOff e) {
            throw e.cause();
        }
    }

    /** Half open, the breaker would wait for ever for a call that ends by InterruptedException. */
    private static Callable<Answer> unbroken(Callable<Answer> call) {
        return () -> {
            try {
                return call.call();
            } catch (InterruptedException e) {
                throw new BrokenOff(e);
            }
        };
    }

    private static boolean counts(Optional<Answer> answer, Optional<Throwable> thrown) {
        if (answer.isEmpty()) return thrown.isPresent();
        return answer.get() instanceof Fault fault
                && switch (fault.trouble()) {
                    case QUOTA, PROVIDER -> true;
                    case REQUEST, DENIED, RATE, CIRCUIT, NOBODY -> false;
                };
    }

    private void exhausted(Fault fault) {
        metrics.add(Count.QUOTA_EXHAUSTED, 1);
        LOG.error("ALERT: nothing is left to pay {} with: {}", provider, fault.error().message());
        for (int i = 0; i < failures && !breaker.isOpen(); i++) breaker.fail();
    }

    boolean isOpen() {
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
