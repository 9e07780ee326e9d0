package io.florin.sandbox.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What becomes of a run in which all was in order and something took too long. How long things take
 * depends on the machine, and on what else it does meanwhile, so whoever starts a run chooses.
 */
public enum Bounds {
    /** It is red. */
    STRICT,
    /** It is told, and nothing more. */
    REPORT;

    /** Within this the wallets of a killed node answer elsewhere, p99. */
    private static final Duration ELSEWHERE = Duration.ofSeconds(8);

    /** So many times as long as before may calls of the others take meanwhile, p99. */
    private static final int SLOWER = 3;

    /** As it is written on a command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of this word. */
    public static Optional<Bounds> of(String word) {
        return Arrays.stream(values()).filter(bounds -> bounds.word().equals(word)).findFirst();
    }

    /** Whether a fault is one that has bounds: a sudden death, or what nobody should notice. */
    static boolean apply(Fault fault) {
        return fault instanceof Fault.Killed || fault instanceof Fault.RolledOver;
    }

    /** Those that were missed. */
    static List<String> missed(Outcome outcome) {
        var fault = outcome.step().fault();
        if (fault instanceof Fault.Killed) return missedElsewhere(outcome);
        if (fault instanceof Fault.RolledOver) return missedOnTheWay(outcome);
        return List.of();
    }

    /**
     * Who leaves in order answers what it has taken, and refuses the rest at once: on however busy
     * a machine, no client waits in vain.
     */
    private static List<String> missedOnTheWay(Outcome outcome) {
        long silent = outcome.met().silent();
        return silent == 0
                ? List.of()
                : List.of("%d calls were not answered in time; the bound is 0".formatted(silent));
    }

    private static List<String> missedElsewhere(Outcome outcome) {
        var missed = new ArrayList<String>();
        var again = outcome.again();
        if (again.isEmpty() || again.percentile(99).compareTo(ELSEWHERE) > 0) {
            missed.add(
                    "the wallets answered elsewhere after %s s, p99; the bound is %d s"
                            .formatted(again.seconds(99), ELSEWHERE.toSeconds()));
        }
        var before = outcome.before();
        var others = outcome.others();
        if (before.isEmpty() || others.isEmpty() || isSlower(before, others)) {
            missed.add(
                    "others' p99 went from %s to %s ms; the bound is %d times"
                            .formatted(before.millis(99), others.millis(99), SLOWER));
        }
        return missed;
    }

    private static boolean isSlower(Spread before, Spread others) {
        return others.percentile(99).compareTo(before.percentile(99).multipliedBy(SLOWER)) > 0;
    }
}
