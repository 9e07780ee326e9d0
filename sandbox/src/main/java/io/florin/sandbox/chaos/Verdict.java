package io.florin.sandbox.chaos;

import java.util.List;
import java.util.stream.Stream;

/**
 * What came of a run.
 *
 * @param findings what is not in order; nothing may ever be
 * @param missed what took longer than it should
 */
public record Verdict(List<String> findings, List<String> missed) {
    public Verdict {
        findings = List.copyOf(findings);
        missed = List.copyOf(missed);
    }

    /** Why the run is red; nothing if it is not. */
    public List<String> red(Bounds bounds) {
        return switch (bounds) {
            case STRICT -> Stream.concat(findings.stream(), missed.stream()).toList();
            case REPORT -> findings;
        };
    }
}
