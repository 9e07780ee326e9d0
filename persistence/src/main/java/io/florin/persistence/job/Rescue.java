package io.florin.persistence.job;

import java.util.List;

/** What the dead have left: jobs that may run again, and outcomes to be told by the adopter. */
public record Rescue(List<Due> due, List<Settling> settling) {
    public Rescue {
        due = List.copyOf(due);
        settling = List.copyOf(settling);
    }
}
