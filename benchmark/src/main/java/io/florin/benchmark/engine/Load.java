package io.florin.benchmark.engine;

import io.florin.protocol.wallet.WalletReply;
import io.florin.sandbox.terminal.CommandFailed;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a number of requests under way: each answer sends the next, on the thread that brings it.
 */
public final class Load {
    /** A request by its number. */
    @FunctionalInterface
    public interface Requests {
        CompletionStage<WalletReply> send(long number);
    }

    /** {@code elapsedNanos}: from the first request to the last answer. */
    public record Outcome(long answers, long elapsedNanos) {}

    private static final int GRACE_SECONDS = 60;
    private static final int RETRIES = 60;
    private static final Executor SAME_THREAD = Runnable::run;
    private static final Executor LATER =
            CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS, SAME_THREAD);

    private final Requests requests;
    private final long most;
    private final long endNanos;
    private final CountDownLatch slots;
    private final AtomicLong sent = new AtomicLong();
    private final LongAdder answered = new LongAdder();
    private final AtomicReference<@Nullable Object> unexpected = new AtomicReference<>();

    private Load(Requests requests, int inFlight, long most, long endNanos) {
        this.requests = requests;
        this.most = most;
        this.endNanos = endNanos;
        this.slots = new CountDownLatch(inFlight);
    }

    /** Sends requests 0, 1, … for so long. */
    public static Outcome during(Duration length, int inFlight, Requests requests) {
        return run(requests, inFlight, Long.MAX_VALUE, length);
    }

    /** Sends requests 0 to {@code count − 1}. */
    public static Outcome count(long count, int inFlight, Requests requests) {
        return run(requests, (int) Math.min(inFlight, count), count, Duration.ofMinutes(10));
    }

    /** Asks again, under the same names, as long as the answer says so. */
    public static Requests patient(Requests requests) {
        return number -> again(requests, number, RETRIES);
    }

    private static CompletionStage<WalletReply> again(Requests requests, long number, int left) {
        return requests.send(number)
                .thenComposeAsync(
                        reply ->
                                reply instanceof WalletReply.Done || left == 0
                                        ? CompletableFuture.completedFuture(reply)
                                        : CompletableFuture.supplyAsync(() -> left - 1, LATER)
                                                .thenCompose(less -> again(requests, number, less)),
                        SAME_THREAD);
    }

    private static Outcome run(Requests requests, int inFlight, long most, Duration length) {
        long startNanos = System.nanoTime();
        var load = new Load(requests, inFlight, most, startNanos + length.toNanos());
        for (int slot = 0; slot < inFlight; slot++) load.next();
        load.await(length);
        return new Outcome(load.answered.sum(), System.nanoTime() - startNanos);
    }

    private void next() {
        long number = sent.getAndIncrement();
        if (number >= most || System.nanoTime() - endNanos >= 0 || unexpected.get() != null) {
            slots.countDown();
            return;
        }
        var _ =
                requests.send(number)
                        .whenCompleteAsync((reply, failure) -> heard(reply, failure), SAME_THREAD);
    }

    private void heard(@Nullable WalletReply reply, @Nullable Throwable failure) {
        if (reply instanceof WalletReply.Done) {
            answered.increment();
        } else {
            unexpected.compareAndSet(null, failure == null ? reply : failure);
        }
        next();
    }

    private void await(Duration length) {
        try {
            if (!slots.await(length.toSeconds() + GRACE_SECONDS, TimeUnit.SECONDS)) {
                throw new CommandFailed("Requests were never answered: " + slots.getCount() + ".");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.", e);
        }
        var other = unexpected.get();
        if (other != null) throw new CommandFailed("A request was answered with " + other + ".");
    }
}
