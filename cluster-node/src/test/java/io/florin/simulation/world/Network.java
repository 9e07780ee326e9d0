package io.florin.simulation.world;

/** Carries messages: late, out of order, twice or not at all. */
public final class Network {
    private static final long FAST_MICROS = 3_000;
    private static final long SLOW_MICROS = 5_000_000;
    private static final long HELD_MICROS = 3_600_000_000L;

    private final World world;
    private Weather weather;

    public Network(World world, Weather weather) {
        this.world = world;
        this.weather = weather;
    }

    public void become(Weather changed) {
        weather = changed;
    }

    /** A message that may be repeated, because whoever hears it knows it again. */
    public void send(Runnable delivery) {
        if (world.chance().of(weather.repeat())) {
            world.tally().fault("message repeated");
            sendOnce(delivery);
        }
        sendOnce(delivery);
    }

    /** A message that arrives once at most. */
    public void sendOnce(Runnable delivery) {
        if (world.chance().of(weather.lose())) {
            world.tally().fault("message lost");
            return;
        }
        world.in(delay(), delivery);
    }

    private long delay() {
        var chance = world.chance();
        if (chance.of(weather.hold())) {
            world.tally().fault("message held");
            return chance.between(SLOW_MICROS, HELD_MICROS);
        }
        if (chance.of(weather.slow())) {
            world.tally().fault("message slow");
            return chance.between(FAST_MICROS, SLOW_MICROS);
        }
        return chance.between(50, FAST_MICROS);
    }
}
