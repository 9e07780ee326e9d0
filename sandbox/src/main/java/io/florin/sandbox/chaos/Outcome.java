package io.florin.sandbox.chaos;

import java.time.Duration;
import java.util.List;

/**
 * What became of one fault.
 *
 * @param healed how long after it began
 * @param again how long each wallet could not be written to, counted from the fault or the healing
 * @param whole how long after it began every node was a member again
 * @param met what the clients met with
 * @param before how long calls took before it
 * @param others how long they took meanwhile, of wallets and edges that it did not strike
 * @param findings what is not in order
 */
record Outcome(
        Schedule.Step step,
        Duration healed,
        Spread again,
        Duration whole,
        Tally.Counts met,
        Spread before,
        Spread others,
        List<String> findings) {
    Outcome {
        findings = List.copyOf(findings);
    }

    boolean isInOrder() {
        return findings.isEmpty();
    }

    /** The bounds that it missed, each with the fault. */
    List<String> missed() {
        return Bounds.missed(this).stream()
                .map(missed ->
                        "#%d, %s, %s: %s"
                                .formatted(
                                        step.number(),
                                        step.kind().word(),
                                        step.fault().target(),
                                        missed))
                .toList();
    }

    private String verdict() {
        if (!isInOrder()) return "RED: " + findings.getFirst();
        return missed().isEmpty() ? "in order" : "in order, but late";
    }

    /** What stands above the lines. */
    static String head() {
        return """
        %-4s %-15s %-37s %6s  %11s %11s  %5s  %-43s  %11s
        """
                .formatted(
                        "no.",
                        "kind",
                        "target",
                        "healed",
                        "wallets p50",
                        "p99 again",
                        "whole",
                        "what clients met with",
                        "others' p99")
                .strip();
    }

    /** The one line of it. */
    String line() {
        return "%-4s %-15s %-37s %4.1f s  %9s s %9s s  %3.0f s  %-43s  %4s->%4s ms  %s"
                .formatted(
                        "#" + step.number(),
                        step.kind().word(),
                        step.fault().target(),
                        healed.toMillis() / 1e3,
                        again.seconds(50),
                        again.seconds(99) + (step.fault().isTakenOver() ? "" : "*"),
                        whole.toMillis() / 1e3,
                        "%d: %d cut, %d silent, %d 202, %d busy"
                                .formatted(
                                        met.answered(),
                                        met.cut(),
                                        met.silent(),
                                        met.pending(),
                                        met.busy()),
                        before.millis(99),
                        others.millis(99),
                        verdict());
    }
}
