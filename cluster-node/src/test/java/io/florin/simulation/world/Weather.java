package io.florin.simulation.world;

/**
 * How likely each fault is, of each message or each call. Drawn anew for each seed, with some
 * faults absent, so that each is met alone and together with the others.
 *
 * @param lose messages that never arrive
 * @param repeat messages that arrive twice
 * @param slow what takes seconds instead of milliseconds
 * @param hold messages that arrive up to an hour late
 * @param refuse writes that fail and leave nothing
 * @param unknown writes that are reported failed after they were committed
 * @param late writes that are reported failed before they are committed
 * @param forget look-ups that fail or take too long
 * @param unreadable recoveries that fail
 * @param crash an incarnation that dies between two of its effects
 * @param mishap how often nodes and wallets meet with something, from 0 to 1
 */
public record Weather(
        double lose,
        double repeat,
        double slow,
        double hold,
        double refuse,
        double unknown,
        double late,
        double forget,
        double unreadable,
        double crash,
        double mishap) {
    public static final Weather FINE = new Weather(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static Weather of(Chance chance) {
        return new Weather(
                upTo(chance, 0.3),
                upTo(chance, 0.3),
                upTo(chance, 0.1),
                upTo(chance, 0.02),
                upTo(chance, 0.2),
                upTo(chance, 0.2),
                upTo(chance, 0.1),
                upTo(chance, 0.2),
                upTo(chance, 0.3),
                upTo(chance, 0.01),
                upTo(chance, 1));
    }

    /** A third of the seeds have none of a fault, and most have little of it. */
    private static double upTo(Chance chance, double most) {
        if (chance.oneIn(3)) return 0;
        double share = chance.between(0, 1_000) / 1_000.0;
        return most * share * share;
    }
}
