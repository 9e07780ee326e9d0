package io.florin.node.job;

import io.florin.node.kafka.Kafka;
import io.florin.persistence.job.RunTable;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of jobs once more as soon as it is known that somebody may not have: a node that has died,
 * or Kafka, which was away or has lost its topics. Without it they would wait for the dispatcher's
 * time, and the next of a lane several times as long. Calls block.
 */
final class Retelling {
    private static final Logger LOG = LoggerFactory.getLogger(Retelling.class);

    /** A node is missed, or started again, within this time; what it did before was told. */
    private static final Duration WITHIN = Duration.ofSeconds(40);

    private final RunTable table;
    private final Kafka kafka;
    private final Wakes wakes;
    private final Duration republish;
    private volatile Set<String> known = Set.of();
    private volatile long topicsMade;
    private volatile long notTaken;

    Retelling(RunTable table, Kafka kafka, Wakes wakes, Duration republish) {
        this.table = table;
        this.kafka = kafka;
        this.wakes = wakes;
        this.republish = republish;
    }

    /** The first time, and whenever somebody who lived lives no more. */
    void afterDeaths(Set<String> living) {
        if (!known.isEmpty() && living.containsAll(known)) {
            known = Set.copyOf(living);
            return;
        }
        var told = table.untold(living, WITHIN, republish);
        if (!told.isEmpty()) LOG.info("{} jobs may not have been told of", told.size());
        wakes.wake(told);
        known = Set.copyOf(living);
    }

    /** What topics held that were made anew is gone, and so is what Kafka has not taken. */
    void afterLosses() {
        long made = kafka.topics().made();
        long failed = kafka.publisher().failed();
        if (made == topicsMade && (failed == notTaken || !kafka.isGood())) return;
        long told = table.republishAll();
        if (told > 0) LOG.info("Kafka has lost or not taken some: {} jobs are told again", told);
        topicsMade = made;
        notTaken = failed;
    }
}
