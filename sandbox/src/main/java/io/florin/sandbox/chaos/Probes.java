package io.florin.sandbox.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * One write to every wallet, repeated in short order until it is answered: how long nobody could do
 * anything with it.
 */
final class Probes {
    private static final Duration POLL = Duration.ofMillis(20);

    private final Asking asking;
    private final Book book;
    private final long sinceNanos;
    private final List<Thread> threads = new ArrayList<>();
    private final List<Duration> took = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private volatile boolean over;

    private Probes(Asking asking, Book book, long sinceNanos) {
        this.asking = asking;
        this.book = book;
        this.sinceNanos = sinceNanos;
    }

    /**
     * Begins.
     *
     * @param name part of the keys
     * @param sinceNanos from when the time is counted
     */
    static Probes begin(
            Asking asking, Book book, List<String> wallets, String name, long sinceNanos) {
        var probes = new Probes(asking, book, sinceNanos);
        for (int i = 0; i < wallets.size(); i++) {
            var order = Order.deposit(name + "-" + wallets.get(i), wallets.get(i), 1);
            int turn = i;
            probes.threads.add(Thread.ofVirtual().start(() -> probes.ask(order, turn)));
        }
        return probes;
    }

    private void ask(Order order, int turn) {
        var answer = asking.untilFinal(order, turn, () -> over);
        var after = Duration.ofNanos(System.nanoTime() - sinceNanos);
        synchronized (this) {
            answer.ifPresent(a -> {
                took.add(after);
                book.acknowledge(order, a).ifPresent(findings::add);
            });
        }
    }

    /** Returns when every wallet has answered, or after the limit. */
    void await(Duration limit) throws InterruptedException {
        long began = System.nanoTime();
        while (!areAnswered() && System.nanoTime() - began < limit.toNanos()) {
            LockSupport.parkNanos(POLL.toNanos());
        }
        over = true;
        for (var thread : threads) thread.join(limit);
        synchronized (this) {
            int silent = threads.size() - took.size();
            if (silent > 0) {
                findings.add(
                        "%d of %d wallets did not answer within %d s"
                                .formatted(silent, threads.size(), limit.toSeconds()));
            }
        }
    }

    /** Whether every wallet has answered. */
    boolean areAnswered() {
        return took().sorted().size() == threads.size();
    }

    /** By wallet that has answered. */
    synchronized Spread took() {
        return Spread.of(took);
    }

    synchronized List<String> findings() {
        return List.copyOf(findings);
    }
}
