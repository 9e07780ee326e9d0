package io.florin.persistence.job;

import java.util.List;

/**
 * What one look at the jobs whose time has come has found.
 *
 * @param due to be published now
 * @param examined how many jobs were looked at: where it is the most that were asked for, there may
 *     be more
 */
public record Dispatched(List<Due> due, int examined) {
    public Dispatched {
        due = List.copyOf(due);
    }
}
