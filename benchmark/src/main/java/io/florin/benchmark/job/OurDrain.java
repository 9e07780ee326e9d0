package io.florin.benchmark.job;

import io.florin.benchmark.measure.Contender;
import io.florin.benchmark.measure.Sample;
import io.florin.node.job.JobMetrics.Count;
import java.time.Duration;
import java.util.Locale;

/**
 * Our engine, on a node that all of ours share. Jobs of runs before are gone, as the others' are,
 * or later contenders would have longer indexes. The rows are there before; a run begins when their
 * records are published, and lasts from the first run of a handler until all jobs have ended.
 */
final class OurDrain implements Contender {
    private static final Duration OFTEN = Duration.ofMillis(2);
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final String name;
    private final Backlog backlog;
    private final JobHost host;
    private int runs;
    private String anatomy = "";

    OurDrain(String name, Backlog backlog, JobHost host) {
        this.name = name;
        this.backlog = backlog;
        this.host = host;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Sample run(Duration length) {
        var node = host.node();
        var handler = host.handler(backlog.kind());
        handler.reset();
        var prefix = "%s-%d-%d-".formatted(backlog.kind(), backlog.keys(), ++runs);
        host.database().run("truncate job cascade");
        var dues = backlog.write(host.database(), prefix);
        host.database().run("vacuum analyze job");
        host.server().checkpoint();
        long ended = node.ended() + backlog.jobs();
        long claimed = node.metrics().of(Count.CLAIMED);
        long skipped = node.metrics().of(Count.SKIPPED);
        var before = host.server().meter().read();
        node.dues().wake(dues);
        Spin.until("all jobs have ended", OFTEN, LIMIT, () -> node.ended() >= ended);
        long elapsed = System.nanoTime() - handler.firstNanos();
        var cpu = host.server().meter().read().minus(before);
        anatomy =
                String.format(
                        Locale.ROOT,
                        "%s: %,d claimed, %,d records skipped, at most %d at once%s.",
                        name,
                        node.metrics().of(Count.CLAIMED) - claimed,
                        node.metrics().of(Count.SKIPPED) - skipped,
                        handler.most(),
                        backlog.isKeyed() ? " of a key" : "");
        return new Sample(backlog.jobs(), elapsed, cpu);
    }

    /** What the last run consisted of. */
    String anatomy() {
        return anatomy;
    }

    /** By the handler's own count, in all runs; of one key if the jobs share keys. */
    int mostAtOnce() {
        return host.handler(backlog.kind()).most();
    }
}
