package io.florin.edge;

import io.florin.edge.problem.Cause;
import io.florin.edge.trace.RequestTrace;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a door is waited for, and where what follows its answer runs, whoever gave it: as part
 * of the trace of whoever asked. What is there at once needs neither. All that is waited for is
 * looked through now and then, so silence may last a little longer than the limit and never
 * shorter: a timer for each answer would wake a thread when it is set and again when it is
 * cancelled, which costs more than the answer.
 */
final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

    /** In the time of the limit. */
    private static final int LOOKS = 16;

    private final Duration interval;
    private final ActorSystem<?> system;
    private final Executor executor;
    private final Set<Awaited<?>> awaited = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looksSoon = new AtomicBoolean();
    private final AtomicInteger looks = new AtomicInteger();

    /** Not there yet; {@code lastLook} is the first that comes too late for it. */
    private static final class Awaited<T> extends CompletableFuture<T> {
        private final int lastLook;

        Awaited(int lastLook) {
            this.lastLook = lastLook;
        }
    }

    /** {@code executor}: where what follows an answer runs. */
    Patience(Duration limit, ActorSystem<?> system, Executor executor) {
        this.interval = limit.dividedBy(LOOKS);
        this.system = system;
        this.executor = executor;
    }

    /** The same stage; late, it has failed. */
    <T> CompletionStage<T> inTime(CompletionStage<T> stage) {
        var answer = stage.toCompletableFuture();
        return answer.isDone() ? answer : await(answer);
    }

    /** The same stage, which never fails: failed or late, it has the other value. */
    <T> CompletionStage<T> orElse(CompletionStage<T> stage, T otherwise) {
        return inTime(stage)
                .exceptionally(failure -> {
                    LOG.warn("A door failed: {}", Cause.of(failure).toString());
                    return otherwise;
                });
    }

    private <T> CompletionStage<T> await(CompletableFuture<T> answer) {
        var mine = new Awaited<T>(looks.get() + LOOKS + 1);
        awaited.add(mine);
        lookSoon();
        var trace = RequestTrace.ofThread();
        var _ =
                answer.whenCompleteAsync(
                        (value, failure) -> {
                            awaited.remove(mine);
                            RequestTrace.within(
                                    trace,
                                    () ->
                                            failure == null
                                                    ? mine.complete(value)
                                                    : mine.completeExceptionally(failure));
                        },
                        executor);
        return mine;
    }

    private void lookSoon() {
        if (looksSoon.get() || !looksSoon.compareAndSet(false, true)) return;
        system.scheduler().scheduleOnce(interval, this::look, system.executionContext());
    }

    private void look() {
        looksSoon.set(false); // before looking: what comes meanwhile sees to the next time itself
        int now = looks.incrementAndGet();
        for (var each : awaited) {
            if (each.lastLook - now <= 0) each.completeExceptionally(late());
        }
        awaited.removeIf(CompletableFuture::isDone);
        if (!awaited.isEmpty()) lookSoon();
    }

    private static TimeoutException late() {
        return new TimeoutException("There was no answer in time.");
    }
}
