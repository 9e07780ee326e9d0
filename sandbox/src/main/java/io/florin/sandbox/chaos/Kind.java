package io.florin.sandbox.chaos;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** The kinds of faults there are, and what is left to chance in each. */
public enum Kind {
    KILL(dice -> new Fault.Killed(dice.node())),
    PAUSE(dice -> new Fault.Paused(dice.node(), dice.seconds(2, 14))),
    ROLLING_RESTART(dice -> new Fault.RolledOver(dice.nodes())),
    DATABASE_STOP(dice -> new Fault.DatabaseGone(true, dice.nodes(), dice.seconds(1, 10))),
    DATABASE_CRASH(dice -> new Fault.DatabaseGone(false, dice.nodes(), dice.seconds(1, 10))),
    SESSIONS_ENDED(dice -> new Fault.SessionsEnded(dice.nodes())),
    KAFKA_STOP(dice -> new Fault.BrokerGone(true, dice.seconds(1, 8))),
    KAFKA_KILL(dice -> new Fault.BrokerGone(false, dice.seconds(1, 8))),
    KAFKA_PAUSE(dice -> new Fault.BrokerPaused(dice.seconds(2, 10))),
    PARTITION(dice -> new Fault.CutOff(dice.node(), false, dice.nodes(), dice.seconds(3, 20))),
    DEAF_NODE(dice -> new Fault.CutOff(dice.node(), true, dice.nodes(), dice.seconds(3, 20))),
    NO_DATABASE(dice -> new Fault.WithoutDatabase(dice.node(), dice.seconds(2, 12))),
    SLOW_CABLES(
            dice -> new Fault.SlowCables(dice.millis(20, 120), dice.nodes(), dice.seconds(5, 10))),
    LOST_PACKETS(dice ->
            new Fault.PacketsLost(
                    dice.percent(2, 10), dice.seed(), dice.nodes(), dice.seconds(5, 10)));

    private final Function<Dice, Fault> draw;

    Kind(Function<Dice, Fault> draw) {
        this.draw = draw;
    }

    /** As it is written on a command line and in a table. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind of this word. */
    public static Optional<Kind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    Fault draw(Random random, int nodes) {
        return draw.apply(new Dice(random, nodes));
    }

    private record Dice(Random random, int nodes) {
        int node() {
            return 1 + random.nextInt(nodes);
        }

        Duration seconds(int from, int to) {
            return Duration.ofSeconds(random.nextInt(from, to + 1));
        }

        Duration millis(int from, int to) {
            return Duration.ofMillis(random.nextInt(from, to + 1));
        }

        long seed() {
            return random.nextLong();
        }

        int percent(int from, int to) {
            return random.nextInt(from, to + 1);
        }
    }
}
