package io.florin.node.job;

import io.florin.persistence.job.Due;
import java.util.List;

/** Tells Kafka of jobs. Never waits and never fails: what is lost is told again by the table. */
@FunctionalInterface
public interface Dues {
    void publish(List<Due> due);
}
