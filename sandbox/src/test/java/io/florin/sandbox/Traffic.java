package io.florin.sandbox;

import static org.awaitility.Awaitility.await;

import io.florin.sandbox.Client.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Clients who transfer among few wallets, each one transfer at a time, asking again under the same
 * id until they have a final answer, whatever happens to the server; and who sometimes ask again
 * for what was answered long ago. The traffic's name is part of its transfers' ids.
 */
final class Traffic {
    static final int WALLETS = 6;
    static final long OPENING = 100_000;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** A transfer, its final answer, and when that was here. */
    record Done(String id, String from, String to, long amount, Reply reply, Instant answeredAt) {}

    private final Client client;
    private final String name;
    private final List<String> wallets;
    private final AtomicBoolean ending = new AtomicBoolean();
    private final Map<String, Done> done = new ConcurrentHashMap<>();
    private final List<String> differences = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger disturbances = new AtomicInteger();
    private final AtomicLong slowestNanos = new AtomicLong();

    Traffic(Client client) {
        this(client, "c", names());
    }

    Traffic(Client client, String name, List<String> wallets) {
        this.client = client;
        this.name = name;
        this.wallets = List.copyOf(wallets);
    }

    /** Of two clients in the wallets that are open, at least so many transfers, all answered. */
    static Traffic written(Client client, String name, long seed, int transfers, Duration limit)
            throws InterruptedException {
        var traffic = new Traffic(client, name, names());
        traffic.begin(2, seed);
        traffic.awaitMore(transfers, limit);
        traffic.end();
        return traffic;
    }

    private static List<String> names() {
        return IntStream.range(0, WALLETS).mapToObj(Traffic::wallet).toList();
    }

    static String wallet(int number) {
        return "wallet-" + number;
    }

    void open() throws IOException {
        for (var wallet : wallets) open(client, wallet);
    }

    /** Opens a wallet and pays the opening balance in. */
    static void open(Client client, String wallet) throws IOException {
        expect(
                201,
                client.post(
                        "/v1/wallets", "{\"id\":\"%s\",\"owner\":\"owner\"}".formatted(wallet)));
        expect(
                201,
                client.post(
                        "/v1/deposits",
                        "opening-" + wallet,
                        "{\"wallet\":\"%s\",\"asset\":\"USD\",\"amount\":%d,\"account\":\"@external:bank\"}"
                                .formatted(wallet, OPENING)));
    }

    private static void expect(int status, Reply reply) {
        if (reply.status() != status) throw new AssertionError("not " + status + ": " + reply);
    }

    void begin(int clients, long seed) {
        for (int i = 0; i < clients; i++) {
            int number = i;
            var random = new Random(seed + i);
            threads.add(Thread.ofVirtual().start(() -> run(number, random)));
        }
    }

    private void run(int number, Random random) {
        var mine = new ArrayList<Done>();
        for (int n = 0; !ending.get(); n++) {
            int at = random.nextInt(wallets.size());
            int further = 1 + random.nextInt(wallets.size() - 1);
            var from = wallets.get(at);
            var to = wallets.get((at + further) % wallets.size());
            long amount = 1L + random.nextInt(50);
            var id = "%s%d-%d".formatted(name, number, n);
            long asked = System.nanoTime();
            var reply = untilFinal(body(id, from, to, amount));
            slowestNanos.accumulateAndGet(System.nanoTime() - asked, Math::max);
            var answered = new Done(id, from, to, amount, reply, Instant.now());
            done.put(id, answered);
            mine.add(answered);
            if (random.nextInt(4) == 0) askAgain(mine.get(random.nextInt(mine.size())));
        }
    }

    static String body(String id, String from, String to, long amount) {
        return "{\"id\":\"%s\",\"from\":\"%s\",\"to\":\"%s\",\"asset\":\"USD\",\"amount\":%d}"
                .formatted(id, from, to, amount);
    }

    /** Repeats while the answer says so, and while there is none. */
    private Reply untilFinal(String body) {
        while (true) {
            try {
                var reply = client.post("/v1/transfers", body);
                if (reply.status() != 202 && reply.status() != 503) return reply;
            } catch (IOException e) {
                // The server is gone or silent: nobody knows, so the same id is asked again.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            disturbances.incrementAndGet();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** The same request again: the same bytes, and said to be a replay. */
    void askAgain(Done first) {
        var again = untilFinal(body(first.id(), first.from(), first.to(), first.amount()));
        boolean same =
                again.status() == first.reply().status()
                        && again.body().equals(first.reply().body())
                        && again.replayed();
        if (!same) {
            synchronized (differences) {
                differences.add(first + " and then " + again);
            }
        }
    }

    /** Lets each client finish what it has begun. */
    void end() throws InterruptedException {
        ending.set(true);
        for (var thread : threads) thread.join();
    }

    Map<String, Done> done() {
        return done;
    }

    int finished() {
        return done.size();
    }

    /** Waits until so many more have their final answer. */
    void awaitMore(int transfers, Duration limit) {
        int before = finished();
        await().atMost(limit).until(() -> finished() >= before + transfers);
    }

    /** How often the server was gone or silent, or an answer was not the last one. */
    int disturbances() {
        return disturbances.get();
    }

    /** The longest that a transfer took until its final answer. */
    Duration slowest() {
        return Duration.ofNanos(slowestNanos.get());
    }

    List<String> differences() {
        synchronized (differences) {
            return List.copyOf(differences);
        }
    }

    /** What the wallet must own if every completed transfer happened exactly once. */
    long expectedBalance(String wallet) {
        long balance = OPENING;
        for (var each : done.values()) {
            if (each.reply().status() != 201) continue;
            if (each.from().equals(wallet)) balance -= each.amount();
            if (each.to().equals(wallet)) balance += each.amount();
        }
        return balance;
    }
}
