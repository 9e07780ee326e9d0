package io.florin.persistence.job;

import java.util.List;
import java.util.Set;

/**
 * Which ends were written, by seq, and what may run now.
 *
 * @param accepted without those whose fence was stale, or whose effect does not fit their price
 */
public record Finished(Set<Long> accepted, List<Due> next) {
    public Finished {
        accepted = Set.copyOf(accepted);
        next = List.copyOf(next);
    }
}
