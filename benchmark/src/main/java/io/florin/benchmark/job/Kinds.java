package io.florin.benchmark.job;

import io.florin.benchmark.engine.EngineSettings;
import java.util.List;
import java.util.Map;

/** The contenders of ours that empty a queue, with and without limits. */
record Kinds(int jobs, int parallel, int keys) {
    static final String PLAIN = "florin, a key each";
    static final String SHARED = "florin, keys shared, in order";
    static final String UNORDERED = "florin, keys shared, unordered";
    static final String FAR_ALL = "- the same as the first, max-running far away";
    static final String FAR_RATE = "- the same as the first, rate far away";
    static final String FAR_KEY = "- the same, unordered, max-running-per-key far away";
    static final String NEAR_ALL = "- max-running 8, jobs of 1 ms";
    static final String NEAR_KEY = "- max-running-per-key 2, jobs of 1 ms";

    static final String NEAR_RATE = "- rate of 500 in 250 ms";

    static final int NEAR_MOST = 8;
    static final int NEAR_MOST_OF_KEY = 2;

    private static final int NEAR_RUNS = 500;
    private static final int NEAR_MILLIS = 250;

    /** A whole backlog is published at once, and what it frees meanwhile. */
    private static final int IN_FLIGHT = 100_000;

    private static final int FAR = 1_000_000;
    private static final long MILLI = 1_000_000;
    private static final int NEAR_PART = 10;

    EngineSettings settings() {
        return queue(
                        EngineSettings.NODE,
                        JobHost.START,
                        "plain",
                        "far_all",
                        "far_rate",
                        "near_all",
                        "near_rate")
                .with("florin.kafka.publish.max-in-flight", IN_FLIGHT)
                .with("florin.jobs.queues.work.parallel", parallel)
                .with("florin.jobs.kinds.far_all.max-running", FAR)
                .with("florin.jobs.kinds.far_rate.rate.runs", FAR)
                .with("florin.jobs.kinds.far_rate.rate.per-millis", 1_000)
                .with("florin.jobs.kinds.near_rate.rate.runs", NEAR_RUNS)
                .with("florin.jobs.kinds.near_rate.rate.per-millis", NEAR_MILLIS)
                .with("florin.jobs.kinds.far_key.max-running-per-key", FAR)
                .with("florin.jobs.kinds.near_all.max-running", NEAR_MOST)
                .with("florin.jobs.kinds.near_key.max-running-per-key", NEAR_MOST_OF_KEY);
    }

    private static EngineSettings queue(EngineSettings settings, String... ordered) {
        var with = settings;
        for (var kind : ordered) with = with.with("florin.jobs.kinds." + kind + ".queue", "work");
        for (var kind : List.of("unordered", "far_key", "near_key")) {
            with =
                    with.with("florin.jobs.kinds." + kind + ".queue", "work")
                            .with("florin.jobs.kinds." + kind + ".ordered", false);
        }
        return with;
    }

    /** By kind. */
    Map<String, Handled> handlers() {
        return Map.of(
                "plain", new Handled(0, false),
                "far_all", new Handled(0, false),
                "far_rate", new Handled(0, false),
                "near_rate", new Handled(0, false),
                "near_all", new Handled(MILLI, false),
                "unordered", new Handled(0, true),
                "far_key", new Handled(0, true),
                "near_key", new Handled(MILLI, true));
    }

    List<OurDrain> drains(JobHost host) {
        int few = jobs / NEAR_PART;
        int fewKeys = Math.max(1, keys / NEAR_PART);
        return List.of(
                new OurDrain(PLAIN, new Backlog("plain", jobs, jobs, true), host),
                new OurDrain(SHARED, new Backlog("plain", jobs, keys, true), host),
                new OurDrain(UNORDERED, new Backlog("unordered", jobs, keys, false), host),
                new OurDrain(FAR_ALL, new Backlog("far_all", jobs, jobs, true), host),
                new OurDrain(FAR_RATE, new Backlog("far_rate", jobs, jobs, true), host),
                new OurDrain(FAR_KEY, new Backlog("far_key", jobs, keys, false), host),
                new OurDrain(NEAR_RATE, new Backlog("near_rate", few, few, true), host),
                new OurDrain(NEAR_ALL, new Backlog("near_all", few, few, true), host),
                new OurDrain(NEAR_KEY, new Backlog("near_key", few, fewKeys, false), host));
    }
}
