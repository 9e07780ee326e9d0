package io.florin.edge.operation;

import io.florin.edge.answer.Address;
import io.florin.edge.answer.Answers;
import io.florin.edge.json.Unfit;
import io.florin.edge.problem.Cause;
import io.florin.edge.trace.RequestTrace;
import io.florin.protocol.refusal.Refusal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves calls whose steps follow one another, each on a thread of its own that may wait: the
 * executor's threads are virtual. A step's silence is bounded by {@code patience}.
 */
public record Flows(Executor virtualThreads, Duration patience) {
    private static final Logger LOG = LoggerFactory.getLogger(Flows.class);

    /** Answers a call, step by step. */
    @FunctionalInterface
    public interface Steps {
        HttpResponse take(Call call) throws Unfit, Doubtful;
    }

    /** Nobody knows in time whether a step happened; {@code where} to ask. */
    public static final class Doubtful extends Exception {
        private final Address where;

        public Doubtful(Address where) {
            super("Not known in time: " + where.location(), null, false, false);
            this.where = where;
        }
    }

    /** What follows something that was changed already. */
    @FunctionalInterface
    public interface Rest<T extends @Nullable Object> {
        T take() throws Unfit, Doubtful;
    }

    /**
     * The rest of a call of which something was changed already: that a part is down or busy is no
     * longer "nothing was taken" then, but 202.
     */
    public static <T extends @Nullable Object> T afterwards(Address where, Rest<T> rest)
            throws Unfit, Doubtful {
        try {
            return rest.take();
        } catch (Unfit unfit) {
            if (unfit.why().kind() != Refusal.Kind.UNAVAILABLE) throw unfit;
            LOG.warn("Half a call: {}", unfit.detail());
            throw new Doubtful(where);
        }
    }

    /** What an endpoint's handler answers; what it throws fails the stage. */
    public static CompletionStage<HttpResponse> served(Endpoint endpoint, Call call) {
        try {
            return endpoint.handler().handle(call);
        } catch (Unfit e) {
            return CompletableFuture.failedStage(e);
        }
    }

    public Handler handler(Steps steps) {
        return call ->
                CompletableFuture.supplyAsync(
                        () ->
                                RequestTrace.within(
                                        RequestTrace.of(call.request()), () -> answer(steps, call)),
                        virtualThreads);
    }

    private HttpResponse answer(Steps steps, Call call) {
        try {
            return steps.take(call);
        } catch (Doubtful doubtful) {
            return Answers.pending(doubtful.where);
        } catch (Unfit e) {
            throw new CompletionException(e);
        }
    }

    /** What the stage gives. Its failure or silence means that nothing was changed: 503. */
    public <T extends @Nullable Object> T read(CompletionStage<T> stage) throws Unfit {
        try {
            return await(stage);
        } catch (ExecutionException | TimeoutException e) {
            throw silent(e);
        }
    }

    /** What the change gives. Its failure or silence means that it may have happened: 202. */
    public <T extends @Nullable Object> T change(CompletionStage<T> stage, Address where)
            throws Unfit, Doubtful {
        try {
            return await(stage);
        } catch (ExecutionException | TimeoutException e) {
            if (Cause.of(e) instanceof Unfit unfit) throw unfit;
            if (Cause.of(e) instanceof RejectedExecutionException) throw Unfit.of(Refusal.BUSY);
            LOG.warn("Whether it was changed is not known: {}", Cause.of(e).toString());
            throw new Doubtful(where);
        }
    }

    private <T extends @Nullable Object> T await(CompletionStage<T> stage)
            throws ExecutionException, TimeoutException {
        try {
            return stage.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a call was answered.", e);
        }
    }

    private static Unfit silent(Exception failure) {
        if (Cause.of(failure) instanceof Unfit unfit) return unfit;
        if (Cause.of(failure) instanceof RejectedExecutionException) return Unfit.of(Refusal.BUSY);
        LOG.warn("There was no answer: {}", Cause.of(failure).toString());
        return new Unfit(Refusal.UNAVAILABLE, "There was no answer in time; ask again.");
    }
}
