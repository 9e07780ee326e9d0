package io.florin.node.retention;

import io.florin.node.task.ClusterTask;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Purges from time to time. One of its name in the cluster. */
public final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private Retention() {}

    /**
     * What is purged, and when.
     *
     * @param name of the singleton
     * @param what the rows are, for the log
     * @param role the cluster role of the nodes of which one purges
     * @param every from the end of one purge to the next
     * @param purge blocks; answers how many are gone
     */
    public record Plan(String name, String what, String role, Duration every, LongSupplier purge) {
        private Duration once() {
            long rows = purge.getAsLong();
            if (rows > 0) LOG.info("{} {} purged.", rows, what);
            return every;
        }
    }

    /** Runs on one node of the plan's role. */
    public static void start(ActorSystem<?> system, Plan plan, Executor blocking) {
        var every = plan.every();
        var trouble = "No " + plan.what() + " purged";
        ClusterTask.start(
                system,
                new ClusterTask.Plan(plan.name(), plan.role(), every, every, trouble, plan::once),
                blocking);
    }
}
