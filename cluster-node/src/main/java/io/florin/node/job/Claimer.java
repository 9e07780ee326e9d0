package io.florin.node.job;

import io.florin.protocol.job.Priority;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims the jobs that one stream brings: never more than there are places, and again until the
 * database has answered. While it waits the stream waits.
 */
final class Claimer {
    private static final Logger LOG = LoggerFactory.getLogger(Claimer.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long MAX_PAUSE_MILLIS = 2_000;

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Runs runs;
    private final Places places;
    private final Priority priority;

    Claimer(Runs runs, Places places, Priority priority) {
        this.runs = runs;
        this.places = places;
        this.priority = priority;
    }

    /** Returns when each job runs or is left to the table; false if it was stopped before. */
    boolean claim(List<Long> seqs) throws InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        for (int done = 0; done < seqs.size(); ) {
            int taken = places.take(priority, seqs.size() - done);
            if (taken == 0) return false;
            int claimed = 0;
            try {
                claimed = runs.claim(seqs.subList(done, done + taken), places);
                done += taken;
                pause = FIRST_PAUSE_MILLIS;
            } catch (RuntimeException e) {
                LOG.warn("{} jobs are claimed again: {}", taken, e.toString());
                if (stopping.await(pause, TimeUnit.MILLISECONDS)) return false;
                pause = Math.min(MAX_PAUSE_MILLIS, pause * 2);
            } finally {
                places.give(taken - claimed);
            }
        }
        return true;
    }

    /** Tries the first of them, as many as there are free places; answers how many. Blocks. */
    int claimNow(List<Long> seqs) {
        int taken = places.takeFree(priority, seqs.size());
        if (taken == 0) return 0;
        int claimed = 0;
        try {
            claimed = runs.claim(seqs.subList(0, taken), places);
            return taken;
        } catch (RuntimeException e) {
            LOG.warn("{} jobs are left to Kafka: {}", taken, e.toString());
            return 0;
        } finally {
            places.give(taken - claimed);
        }
    }

    void stop() {
        stopping.countDown();
        places.close();
    }
}
