package io.florin.node.job;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueType;
import io.florin.persistence.job.KindLimits;
import io.florin.protocol.job.JobSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How jobs are done on a node; read from {@value #PATH}.
 *
 * @param role the cluster role of the nodes that do jobs
 * @param parallel by queue: runs at once on a node
 * @param batch the most jobs claimed, or ended, by one statement
 * @param maxCalls through the door at once; one more is told to ask again
 * @param times how often, and how long
 * @param kinds of jobs, by name
 * @param schedules of jobs that begin by the clock, by name
 */
public record JobSettings(
        String role,
        Map<String, Integer> parallel,
        int batch,
        int maxCalls,
        Times times,
        Map<String, KindSettings> kinds,
        Map<String, Schedules.Plan> schedules) {
    public static final String PATH = "florin.jobs";

    private static final int MAX_PARALLEL = 4_096;
    private static final int MAX_BATCH = 1_000;
    private static final int MAX_CALLS = 100_000;

    /**
     * Times, all in milliseconds.
     *
     * @param republish a job that waits is told to Kafka again after so long
     * @param dispatch how often one node of the cluster looks for jobs that have become due
     * @param rescue how often a node looks for jobs of nodes that are gone
     * @param watch how often the runs of a node are checked for having been cancelled
     * @param silence runs are stopped if the database has not answered for so long
     * @param grace how long after its time-out a run may take to notice it
     * @param drain how long runs may go on when the node is told to end
     * @param purge how often ended jobs that are older than their retention are deleted
     */
    public record Times(
            long republish,
            long dispatch,
            long rescue,
            long watch,
            long silence,
            long grace,
            long drain,
            long purge) {
        public Times {
            require(republish >= 1_000, "republish-millis is at least 1000");
            require(dispatch >= 10 && dispatch <= 1_000, "dispatch-millis is 10 to 1000");
            require(rescue >= 100, "rescue-millis is at least 100");
            require(watch >= 50 && watch <= 10_000, "watch-millis is 50 to 10000");
            require(silence >= 2 * watch, "silence-millis is at least twice watch-millis");
            require(grace >= 1, "grace-millis is at least 1");
            require(drain >= 1 && drain <= 60_000, "drain-millis is 1 to 60000");
            require(purge >= 1_000, "purge-millis is at least 1000");
        }

        private static Times from(Config config) {
            return new Times(
                    config.getLong("republish-millis"),
                    config.getLong("dispatch-millis"),
                    config.getLong("rescue-millis"),
                    config.getLong("watch-millis"),
                    config.getLong("silence-millis"),
                    config.getLong("grace-millis"),
                    config.getLong("drain-millis"),
                    config.getLong("purge-millis"));
        }
    }

    public JobSettings {
        parallel = Map.copyOf(parallel);
        kinds = Map.copyOf(kinds);
        schedules = Map.copyOf(schedules);
        require(batch >= 1 && batch <= MAX_BATCH, "batch is 1 to " + MAX_BATCH);
        require(maxCalls >= 1 && maxCalls <= MAX_CALLS, "max-calls is 1 to " + MAX_CALLS);
        for (var queue : parallel.entrySet()) {
            require(JobSpec.isQueue(queue.getKey()), "queues." + queue.getKey() + " is no name");
            require(
                    queue.getValue() >= 1 && queue.getValue() <= MAX_PARALLEL,
                    "queues." + queue.getKey() + ".parallel is 1 to " + MAX_PARALLEL);
        }
        for (var kind : kinds.entrySet()) {
            require(
                    parallel.containsKey(kind.getValue().queue()),
                    "kinds.\"%s\".queue names %s, which is not among the queues"
                            .formatted(kind.getKey(), kind.getValue().queue()));
        }
        for (var schedule : schedules.entrySet()) {
            requireKind(schedule.getKey(), schedule.getValue(), kinds);
        }
    }

    private static void requireKind(
            String schedule, Schedules.Plan plan, Map<String, KindSettings> kinds) {
        var kind = kinds.get(plan.kind());
        require(
                kind != null && kind.price() != JobKinds.Priced.REQUIRED,
                "schedules.%s.kind is %s, which is no kind without a price"
                        .formatted(schedule, plan.kind()));
    }

    /** What holds for the jobs of each kind in the whole cluster. */
    List<KindLimits> limits() {
        return kinds.entrySet().stream()
                .map(kind -> kind.getValue().inCluster(kind.getKey()))
                .toList();
    }

    static void require(boolean holds, String rule) {
        if (holds) return;
        throw new IllegalArgumentException(PATH + ": " + rule + "; correct the setting.");
    }

    public static JobSettings from(Config root) {
        var config = root.getConfig(PATH);
        var parallel = new TreeMap<String, Integer>();
        var queues = config.getConfig("queues");
        queues.root()
                .keySet()
                .forEach(queue -> parallel.put(queue, queues.getInt(queue + ".parallel")));
        return new JobSettings(
                config.getString("role"),
                parallel,
                config.getInt("batch"),
                config.getInt("max-calls"),
                Times.from(config),
                kinds(config.getConfig("kinds"), config.getConfig("kind-defaults")),
                Schedules.Plan.all(config.getConfig("schedules")));
    }

    /** Kinds have dots in their names: without quotes they would be paths. */
    private static Map<String, KindSettings> kinds(Config config, Config defaults) {
        var kinds = new TreeMap<String, KindSettings>();
        config.root()
                .forEach((name, value) -> {
                    require(
                            value.valueType() == ConfigValueType.OBJECT,
                            "kinds.\"" + name + "\" is an object");
                    var kind = config.getConfig("\"" + name + "\"");
                    require(
                            kind.hasPath("queue"),
                            "kinds.\"%s\" has no queue (are there quotes around its name?)"
                                    .formatted(name));
                    kinds.put(name, KindSettings.from(kind, defaults));
                });
        return kinds;
    }
}
