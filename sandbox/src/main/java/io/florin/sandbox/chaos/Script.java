package io.florin.sandbox.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What one client asks for, one thing after the other, from a seed alone. */
final class Script {
    private static final int AMOUNT_MAX = 50;

    private final String name;
    private final List<String> wallets;
    private final Random random;
    private int written;

    /**
     * From its beginning.
     *
     * @param name part of every id, so no other script may have it
     * @param wallets at least three
     */
    Script(String name, List<String> wallets, long seed) {
        this.name = name;
        this.wallets = List.copyOf(wallets);
        this.random = new Random(seed);
    }

    /** The next deed: each order of it waits for the one before. */
    List<Order> next() {
        var id = name + "-" + written++;
        var three = three();
        var from = three.get(0);
        var to = three.get(1);
        long amount = 1L + random.nextInt(AMOUNT_MAX);
        int chance = random.nextInt(100);
        if (chance < 62) return List.of(Order.transfer(id, from, to, amount));
        if (chance < 68) return List.of(Order.refused(id, from, to));
        if (chance < 76) return List.of(Order.split(id, three, amount));
        if (chance < 84) {
            return List.of(Order.hold(id, from, amount), Order.capture(id, from, to, amount));
        }
        if (chance < 90) return List.of(Order.hold(id, from, amount), Order.release(id, from));
        if (chance < 95) return List.of(Order.deposit(id, from, amount));
        return List.of(Order.job(id, from, amount));
    }

    private List<String> three() {
        var places = new ArrayList<Integer>();
        while (places.size() < 3) {
            int place = random.nextInt(wallets.size());
            if (!places.contains(place)) places.add(place);
        }
        return places.stream().map(wallets::get).toList();
    }

    /** A number for whoever has to choose in the client's place. */
    int chance() {
        return random.nextInt(Integer.MAX_VALUE);
    }
}
