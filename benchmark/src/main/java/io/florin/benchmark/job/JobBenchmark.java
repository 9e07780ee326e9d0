package io.florin.benchmark.job;

import io.florin.benchmark.edge.Latencies;
import io.florin.benchmark.measure.Contender;
import io.florin.benchmark.measure.CpuTime;
import io.florin.benchmark.measure.Figures;
import io.florin.benchmark.measure.Rounds;
import io.florin.benchmark.measure.Sample;
import io.florin.benchmark.report.Figure;
import io.florin.benchmark.report.Line;
import io.florin.benchmark.report.Report;
import io.florin.benchmark.report.Target;
import io.florin.benchmark.server.BenchServer;
import io.florin.sandbox.kafka.BrokerSettings;
import io.florin.sandbox.kafka.KafkaBroker;
import io.florin.sandbox.terminal.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Queues of jobs that do nothing are emptied, and single jobs begin.
 *
 * @param jobs of one run
 * @param parallel runs at once in our engine
 * @param threads of db-scheduler
 * @param starts single jobs on an idle system
 * @param node whether graphile-worker takes part where Node is
 */
public record JobBenchmark(int jobs, int parallel, int threads, int starts, boolean node) {
    public static final String NAME = "jobs";

    private static final String HOW =
            "All jobs are enqueued before a run, which lasts from the first begun to the last"
                    + " ended; CPU of JVM, or Node, and PostgreSQL, ours with Kafka's broker in the"
                    + " JVM.";
    private static final String WHOSE =
            "db-scheduler and graphile-worker delete what has ended, keep no key in order and"
                    + " no result; ours are kept with both, until the run after.";

    private static final double AGAINST_OTHERS = 1.5;
    private static final double P50 = 0.5;
    private static final double P99 = 0.99;
    private static final double P50_MILLIS = 8;
    private static final double P99_MILLIS = 30;
    private static final int WARM_UPS_PART = 4;
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final double OF_UNLIMITED = 0.9;
    private static final int JOBS_OF_A_KEY = 20;

    public static JobBenchmark usual() {
        return new JobBenchmark(60_000, 1_024, 50, 1_000, true);
    }

    public Report run(BenchServer server, Rounds rounds, Progress progress) {
        var kinds = new Kinds(jobs, parallel, Math.max(1, jobs / JOBS_OF_A_KEY));
        try (var broker = KafkaBroker.start(BrokerSettings.at(server.folder("kafka")));
                var host =
                        JobHost.start(
                                server, broker.address(), kinds.settings(), kinds.handlers())) {
            var ours = kinds.drains(host);
            var contenders = new ArrayList<Contender>(ours);
            contenders.add(1, new SchedulerDrain(jobs, threads, server));
            if (node) {
                GraphileDrain.install(jobs, server, progress)
                        .ifPresent(it -> contenders.add(2, it));
            }
            try {
                var figures = rounds.run(contenders, progress);
                progress.say("  single jobs on an idle node");
                var begins = begins(host);
                return report(figures, ours, contenders, begins, host.idle(IDLE));
            } finally {
                contenders.forEach(Contender::close);
            }
        }
    }

    /** Of jobs without and with a price. */
    private record Begins(Latencies unpriced, Latencies priced) {
        Line line(String name, Latencies latencies) {
            return new Line(
                    name,
                    List.of(
                            new Figure("p50", "ms", latencies.at(P50)),
                            new Figure("p99", "ms", latencies.at(P99))));
        }

        Stream<Line> lines() {
            return Stream.of(
                    line("commit to start, no price", unpriced),
                    line("commit to start, with a price", priced));
        }

        Stream<Target> targets() {
            return Stream.of(
                    Target.atMost("p50 of a start", unpriced.at(P50), P50_MILLIS, "ms"),
                    Target.atMost("p99 of a start", unpriced.at(P99), P99_MILLIS, "ms"),
                    Target.atMost("p50 of a priced start", priced.at(P50), P50_MILLIS, "ms"),
                    Target.atMost("p99 of a priced start", priced.at(P99), P99_MILLIS, "ms"));
        }
    }

    private Begins begins(JobHost host) {
        var single = new Starts(host);
        int warmUps = starts / WARM_UPS_PART;
        return new Begins(single.unpriced(warmUps, starts), single.priced(warmUps, starts));
    }

    private Report report(
            Figures figures,
            List<OurDrain> ours,
            List<Contender> all,
            Begins begins,
            CpuTime idle) {
        var others = all.stream().filter(it -> !(it instanceof OurDrain)).map(Contender::name);
        var lines = figures.contenders().stream().map(name -> Line.of(name, figures));
        return new Report(
                NAME,
                "%,d jobs that do nothing, each with an id and keys of its own".formatted(jobs),
                Stream.concat(lines, begins.lines()).toList(),
                List.of(Line.RATE),
                Stream.of(
                                others.map(other -> against(figures, other)),
                                limits(figures, ours),
                                begins.targets())
                        .flatMap(targets -> targets)
                        .toList(),
                Stream.concat(
                                Stream.of(HOW, WHOSE, idle(idle)),
                                ours.stream().map(OurDrain::anatomy))
                        .toList(),
                Map.of());
    }

    private static String idle(CpuTime cpu) {
        return String.format(
                Locale.ROOT,
                "Our node, idle, stands by while others run: %.1f %% of one core.",
                100.0 * (cpu.jvmNanos() + cpu.postgresNanos()) / IDLE.toNanos());
    }

    private static Target against(Figures figures, String other) {
        double ratio = figures.ratio(Kinds.PLAIN, other, Sample::perSecond);
        return Target.atLeast("rate against " + other, ratio, AGAINST_OTHERS, "");
    }

    private static Stream<Target> limits(Figures figures, List<OurDrain> ours) {
        return Stream.of(
                ofUnlimited("max-running", figures, Kinds.FAR_ALL, Kinds.PLAIN),
                ofUnlimited("rate", figures, Kinds.FAR_RATE, Kinds.PLAIN),
                ofUnlimited("max-running-per-key", figures, Kinds.FAR_KEY, Kinds.UNORDERED),
                atOnce("jobs at once under max-running", ours, Kinds.NEAR_ALL, Kinds.NEAR_MOST),
                atOnce(
                        "jobs of a key at once under max-running-per-key",
                        ours,
                        Kinds.NEAR_KEY,
                        Kinds.NEAR_MOST_OF_KEY));
    }

    private static Target atOnce(String what, List<OurDrain> ours, String name, int most) {
        int seen =
                ours.stream()
                        .filter(drain -> drain.name().equals(name))
                        .mapToInt(OurDrain::mostAtOnce)
                        .max()
                        .orElseThrow();
        return Target.atMost(what, seen, most, "");
    }

    private static Target ofUnlimited(
            String what, Figures figures, String limited, String unlimited) {
        return Target.atLeast(
                "rate under " + what + " against none",
                figures.ratio(limited, unlimited, Sample::perSecond),
                OF_UNLIMITED,
                "");
    }
}
