package io.florin.node.job;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who does which kind of job. */
public record JobHandlers(Map<String, JobHandler> byKind) {
    public JobHandlers {
        byKind = Map.copyOf(byKind);
    }

    Optional<JobHandler> of(String kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    /**
     * What is wrong with a payload; empty if nothing is. An unknown kind is the caller's to see.
     */
    public Optional<String> fault(String kind, String payload) {
        return of(kind).flatMap(handler -> handler.payload().fault(payload));
    }

    /**
     * Every kind of the settings has somebody who does it, and the other way round.
     *
     * @throws IllegalArgumentException with the kinds that are on one side only
     */
    public JobHandlers matching(Set<String> kinds) {
        requireAll(byKind.keySet(), kinds, "nobody does");
        requireAll(kinds, byKind.keySet(), "the settings lack");
        return this;
    }

    private static void requireAll(Set<String> have, Set<String> need, String what) {
        var missing = need.stream().filter(kind -> !have.contains(kind)).sorted().toList();
        if (missing.isEmpty()) return;
        throw new IllegalArgumentException(
                JobSettings.PATH + ".kinds: " + what + " " + missing + "; correct the setting.");
    }
}
