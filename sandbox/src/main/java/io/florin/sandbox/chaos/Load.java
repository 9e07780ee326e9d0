package io.florin.sandbox.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A bounded number of clients, each with one thing under way, who ask until they are answered and
 * write the answers down; and who ask again, now and then, for what was answered a while ago.
 */
final class Load {
    private static final int CLIENTS = 12;
    private static final int FINDINGS_MAX = 20;
    private static final Duration BETWEEN = Duration.ofMillis(30);

    /** One repeat in so many orders. */
    private static final int REPEATS = 10;

    private final Asking asking;
    private final Book book;
    private final List<String> wallets;
    private final long seed;
    private final List<Thread> clients = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private volatile boolean ending;
    private volatile boolean over;

    Load(Asking asking, Book book, List<String> wallets, long seed) {
        this.asking = asking;
        this.book = book;
        this.wallets = List.copyOf(wallets);
        this.seed = seed;
    }

    /** They begin; what they want depends on the seed and the round's number alone. */
    void begin(int round) {
        ending = false;
        over = false;
        for (int number = 0; number < CLIENTS; number++) {
            int turn = number;
            var name = "r%d-c%d".formatted(round, number);
            var script = new Script(name, wallets, seed + 1_000L * round + number);
            clients.add(Thread.ofVirtual().name(name).start(() -> runSafely(script, turn)));
        }
    }

    /** A client that ends before it is told to is a fault of the test, and is told. */
    private void runSafely(Script script, int turn) {
        try {
            run(script, turn);
        } catch (RuntimeException e) {
            find("client %d has failed: %s".formatted(turn, e));
        }
    }

    private void run(Script script, int turn) {
        for (int i = turn; !ending; i++) {
            for (var order : script.next()) ask(order, i);
            int chance = script.chance();
            if (chance % REPEATS == 0) askAgain(chance, i);
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    private void ask(Order order, int turn) {
        asking.untilFinal(order, turn, () -> over)
                .ifPresentOrElse(
                        answer -> book.acknowledge(order, answer).ifPresent(this::find),
                        () ->
                                find(
                                        "nobody ever answered %s %s"
                                                .formatted(order.path(), order.body())));
    }

    private void askAgain(int chance, int turn) {
        var entry = book.any(chance / REPEATS);
        if (entry.isEmpty()) return;
        var order = entry.get().order();
        var first = entry.get().answer();
        asking.untilFinal(order, turn, () -> over)
                .filter(again -> !first.isRepeatedBy(again))
                .ifPresent(again ->
                        find(
                                "%s %s was answered %s and then %s"
                                        .formatted(order.path(), order.body(), first, again)));
    }

    /** Each client gets the answer it waits for; whoever has none after the limit never will. */
    void end(Duration limit) throws InterruptedException {
        ending = true;
        long began = System.nanoTime();
        for (var client : clients) {
            var left = limit.minusNanos(System.nanoTime() - began);
            if (left.isPositive()) client.join(left);
        }
        over = true;
        for (var client : clients) client.join(limit);
        clients.clear();
    }

    private synchronized void find(String what) {
        if (findings.size() < FINDINGS_MAX) findings.add(what);
    }

    /** What was wrong, the first first. */
    synchronized List<String> findings() {
        return List.copyOf(findings);
    }
}
