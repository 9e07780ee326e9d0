package io.florin.node.job;

import io.florin.persistence.job.Due;
import java.util.List;

/** Tells the workers of jobs. Never waits and never fails: the table tells of them again. */
@FunctionalInterface
public interface Wakes {
    void wake(List<Due> due);
}
