package io.florin.sandbox.chaos;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** The kinds of faults there are, and what is left to chance in each. */
public enum Kind {
    KILL,
    KILL_TWO,
    PAUSE,
    ROLLING_RESTART,
    DATABASE_STOP,
    DATABASE_CRASH,
    SESSIONS_ENDED,
    KAFKA_STOP,
    KAFKA_KILL,
    KAFKA_PAUSE,
    PARTITION,
    DEAF_NODE,
    NO_DATABASE,
    NO_BROKER,
    SLOW_CABLES,
    LOST_PACKETS;

    /** As it is written on a command line and in a table. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind of this word. */
    public static Optional<Kind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    Fault draw(Random random, int nodes) {
        var dice = new Dice(random);
        int node = 1 + random.nextInt(nodes);
        return switch (this) {
            case KILL -> new Fault.Killed(node);
            case KILL_TWO ->
                    new Fault.TwoKilled(node, dice.another(node, nodes), dice.seconds(1, 20));
            case PAUSE -> new Fault.Paused(node, dice.seconds(2, 40));
            case ROLLING_RESTART -> new Fault.RolledOver(nodes);
            case DATABASE_STOP -> new Fault.DatabaseGone(true, nodes, dice.seconds(1, 10));
            case DATABASE_CRASH -> new Fault.DatabaseGone(false, nodes, dice.seconds(1, 10));
            case SESSIONS_ENDED -> new Fault.SessionsEnded(nodes);
            case KAFKA_STOP -> new Fault.BrokerGone(true, dice.seconds(1, 8));
            case KAFKA_KILL -> new Fault.BrokerGone(false, dice.seconds(1, 8));
            case KAFKA_PAUSE -> new Fault.BrokerPaused(dice.seconds(2, 10));
            case PARTITION -> new CableFault.CutOff(node, false, nodes, dice.seconds(3, 20));
            case DEAF_NODE -> new CableFault.CutOff(node, true, nodes, dice.seconds(3, 20));
            case NO_DATABASE -> new CableFault.WithoutDatabase(node, dice.seconds(2, 12));
            case NO_BROKER -> new CableFault.WithoutBroker(node, dice.seconds(2, 12));
            case SLOW_CABLES ->
                    new CableFault.SlowCables(dice.millis(20, 120), nodes, dice.seconds(5, 10));
            case LOST_PACKETS ->
                    new CableFault.PacketsLost(
                            dice.percent(2, 10), random.nextLong(), nodes, dice.seconds(5, 10));
        };
    }

    private record Dice(Random random) {
        Duration seconds(int from, int to) {
            return Duration.ofSeconds(random.nextInt(from, to + 1));
        }

        Duration millis(int from, int to) {
            return Duration.ofMillis(random.nextInt(from, to + 1));
        }

        int another(int node, int nodes) {
            return 1 + (node + random.nextInt(nodes - 1)) % nodes;
        }

        int percent(int from, int to) {
            return random.nextInt(from, to + 1);
        }
    }
}
