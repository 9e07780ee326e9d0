package io.florin.sandbox.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * What was acknowledged to the clients, and so what each wallet must own: the model that the nodes
 * are judged by. It reads no clock and asks nobody.
 *
 * <p>All answers since the last judgement are kept, to be asked for again; of those before, a
 * seeded sample. What older ones moved stays in the sums.
 */
final class Book {
    private static final int SAMPLE = 1_000;

    /** An order and its final answer. */
    record Entry(Order order, Answer answer) {}

    private final Random random;
    private final Map<String, Long> owned = new HashMap<>();
    private final List<Entry> fresh = new ArrayList<>();
    private final List<Entry> sample = new ArrayList<>();
    private long judged;

    /** Empty. */
    Book(long seed) {
        random = new Random(seed);
    }

    /**
     * Writes down a final answer.
     *
     * @return what is wrong with it by itself
     */
    synchronized Optional<String> acknowledge(Order order, Answer answer) {
        fresh.add(new Entry(order, answer));
        if (answer.status() != order.expected()) {
            return Optional.of(
                    "%s %s was answered %d %s"
                            .formatted(order.path(), order.body(), answer.status(), answer.body()));
        }
        if (order.job() == null) move(order);
        return Optional.empty();
    }

    /** A job of this order has succeeded, and its price is taken. */
    synchronized void succeeded(Order order) {
        move(order);
    }

    private void move(Order order) {
        order.moves().forEach((wallet, amount) -> owned.merge(wallet, amount, Long::sum));
    }

    /** What the wallet must own. */
    synchronized long owned(String wallet) {
        return owned.getOrDefault(wallet, 0L);
    }

    /** Since the last judgement. */
    synchronized List<Entry> fresh() {
        return List.copyOf(fresh);
    }

    /** Of all before the last judgement. */
    synchronized List<Entry> sample() {
        return List.copyOf(sample);
    }

    /** Any that was acknowledged since the last judgement, for who asks again in between. */
    synchronized Optional<Entry> any(int chance) {
        return fresh.isEmpty()
                ? Optional.empty()
                : Optional.of(fresh.get(Math.floorMod(chance, fresh.size())));
    }

    /** All that is fresh was found in order. */
    synchronized void close() {
        for (var entry : fresh) {
            judged++;
            if (sample.size() < SAMPLE) {
                sample.add(entry);
            } else {
                long place = random.nextLong(judged);
                if (place < SAMPLE) sample.set((int) place, entry);
            }
        }
        fresh.clear();
    }

    /** How many answers there were in all. */
    synchronized long size() {
        return judged + fresh.size();
    }
}
