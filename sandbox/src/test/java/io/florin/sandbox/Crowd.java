package io.florin.sandbox;

import static org.awaitility.Awaitility.await;

import io.florin.sandbox.Client.Reply;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients who transfer, and look, through all edges in turn, at a steady pace, and go on to the
 * next edge when one has refused or reset the connection, or says that they shall ask again.
 * Whatever else is not the answer that is asked for is kept as a failure.
 */
final class Crowd {
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int TRIES = 50;

    /** A call with all its tries; {@code wallet} decides it. */
    record Call(String wallet, long begunNanos, Duration took) {}

    private final List<Client> edges;
    private final List<String> wallets;
    private final AtomicBoolean ending = new AtomicBoolean();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger reset = new AtomicInteger();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Queue<String> putOff = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    Crowd(List<Client> edges, List<String> wallets) {
        this.edges = List.copyOf(edges);
        this.wallets = List.copyOf(wallets);
    }

    void begin(int clients, String name, long seed) {
        for (int i = 0; i < clients; i++) {
            var mine = name + i;
            var random = new Random(seed + i);
            threads.add(Thread.ofVirtual().start(() -> run(mine, random)));
        }
    }

    private void run(String name, Random random) {
        for (int n = 0; !ending.get(); n++) {
            int at = random.nextInt(wallets.size());
            var from = wallets.get(at);
            var to = wallets.get((at + 1 + random.nextInt(wallets.size() - 1)) % wallets.size());
            if (n % 2 == 0) {
                var body = Traffic.body(name + "-" + n, from, to, 1L + random.nextInt(50));
                call(from, 201, client -> client.post("/v1/transfers", body));
            } else {
                call(from, 200, client -> client.get("/v1/wallets/" + from));
            }
            LockSupport.parkNanos(PACE_NANOS);
        }
    }

    private interface Asks {
        Reply ask(Client client) throws IOException;
    }

    private void call(String wallet, int expected, Asks asks) {
        long begun = System.nanoTime();
        for (int tries = 1; ; tries++) {
            try {
                var reply = asks.ask(edges.get(next.getAndIncrement() % edges.size()));
                if (reply.status() != 202 && reply.status() != 503) {
                    if (reply.status() != expected) failures.add(wallet + ": " + reply);
                    break;
                }
                putOff.add(wallet + ": " + reply);
            } catch (ConnectException _) {
                refused.incrementAndGet();
            } catch (IOException _) {
                reset.incrementAndGet();
            }
            if (tries == TRIES) {
                failures.add(wallet + " has no answer");
                break;
            }
        }
        calls.add(new Call(wallet, begun, Duration.ofNanos(System.nanoTime() - begun)));
    }

    /** Waits until so many more calls have ended. */
    void awaitMore(int more, Duration limit) {
        int before = calls.size();
        await().atMost(limit).until(() -> calls.size() >= before + more);
    }

    void end() throws InterruptedException {
        ending.set(true);
        for (var thread : threads) thread.join();
    }

    /** Those that began from one moment to another. */
    List<Call> calls(long fromNanos, long untilNanos) {
        return calls.stream()
                .filter(call -> call.begunNanos() >= fromNanos && call.begunNanos() < untilNanos)
                .toList();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Answers that said: ask again. */
    List<String> putOff() {
        return List.copyOf(putOff);
    }

    /** Tries that met an edge that did not listen. */
    int refused() {
        return refused.get();
    }

    /** Tries whose connection ended before the answer came. */
    int reset() {
        return reset.get();
    }

    /** The share of calls, from 0 to 1, that took no longer. */
    static Duration quantile(List<Call> calls, double share) {
        var sorted = calls.stream().map(Call::took).sorted().toList();
        if (sorted.isEmpty()) throw new IllegalArgumentException("No calls.");
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * share)));
    }

    static String summary(String what, List<Call> calls) {
        return "%s: %d calls, p50 %d ms, p99 %d ms, the slowest %d ms"
                .formatted(
                        what,
                        calls.size(),
                        quantile(calls, 0.5).toMillis(),
                        quantile(calls, 0.99).toMillis(),
                        quantile(calls, 1).toMillis());
    }
}
