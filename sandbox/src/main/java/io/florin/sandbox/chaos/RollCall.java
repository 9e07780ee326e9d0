package io.florin.sandbox.chaos;

import io.florin.sandbox.chaos.Grounds.Ending;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Which nodes have ended, and whether a fault was the reason: one that dies unasked is started
 * again like the others, and nobody would notice.
 */
final class RollCall {
    private RollCall() {}

    /** What is wrong when there was no fault. */
    static List<String> calm(List<Ending> endings) {
        return endings.stream().map(RollCall::unasked).toList();
    }

    /** What is wrong after a fault. */
    static List<String> after(Fault fault, List<Ending> endings) {
        var findings = new ArrayList<String>();
        var ended = new HashSet<Integer>();
        for (var ending : endings) {
            boolean isAsked = fault.mayEnd(ending.node(), ending.status());
            if (!isAsked || !ended.add(ending.node())) findings.add(unasked(ending));
        }
        for (int node : fault.mustEnd()) {
            if (!ended.contains(node)) findings.add("node %d has not ended".formatted(node));
        }
        return findings;
    }

    private static String unasked(Ending ending) {
        return "node %d ended unasked with status %d: %s"
                .formatted(ending.node(), ending.status(), ending.obituary());
    }
}
