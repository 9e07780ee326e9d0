package io.florin.sandbox.chaos;

import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A run: one fault after the other until the time is over or something is not in order. */
public final class Chaos {
    private static final int WALLETS = 60;
    private static final long OPENING = 1_000_000;

    /** How long the wallets may take to be opened. */
    private static final Duration OPENED_WITHIN = Duration.ofSeconds(60);

    /** A resolver waits 1.5 s for things to be stable, and a smaller part 2 s more for its turn. */
    private static final Duration DECIDED_LATE = Duration.ofSeconds(6);

    private static final Duration BEFORE = Duration.ofSeconds(4);
    private static final Duration AFTERWARDS = Duration.ofSeconds(2);

    private final Plan plan;
    private final Grounds grounds;
    private final Edges edges;
    private final Terminal terminal;
    private final List<Outcome> outcomes = new ArrayList<>();

    Chaos(Plan plan, Grounds grounds, Edges edges, Terminal terminal) {
        this.plan = plan;
        this.grounds = grounds;
        this.edges = edges;
        this.terminal = terminal;
    }

    /**
     * Returns when it is over.
     *
     * @param nodes knows their edges and the key to them
     */
    public static Verdict run(Plan plan, Grounds grounds, EdgeAddresses nodes, Terminal terminal) {
        try (var edges = new HttpEdges(nodes.edges(), nodes.operatorKey())) {
            return new Chaos(plan, grounds, edges, terminal).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.", e);
        }
    }

    private Verdict run() throws InterruptedException {
        var wallets = IntStream.range(0, WALLETS).mapToObj("chaos-%02d"::formatted).toList();
        var scene = new Scene(grounds, edges, new Book(plan.seed()), new Tally(), wallets);
        open(scene);
        var load = new Load(scene.client(), scene.book(), wallets, plan.seed());
        var schedule = plan.schedule(grounds.nodes());
        long began = System.nanoTime();
        var findings = List.<String>of();
        terminal.print(Outcome.head());
        while (findings.isEmpty() && isTimeFor(outcomes.size() + 1, began)) {
            findings = findings(scene, load, schedule.next());
        }
        table(scene, Duration.ofNanos(System.nanoTime() - began));
        var missed = outcomes.stream().flatMap(o -> o.missed().stream()).toList();
        bounds(missed);
        return new Verdict(findings, missed);
    }

    private List<String> findings(Scene scene, Load load, Schedule.Step step)
            throws InterruptedException {
        var pace = new Round.Pace(BEFORE, AFTERWARDS, DECIDED_LATE, plan.patience());
        try {
            var outcome = new Round(scene, load, pace).play(step);
            outcomes.add(outcome);
            terminal.print(outcome.line());
            return outcome.findings();
        } catch (CommandFailed e) {
            load.end(Duration.ZERO);
            return List.of(
                    "#%d, %s: %s".formatted(step.number(), step.kind().word(), e.sentence()));
        }
    }

    private boolean isTimeFor(int number, long beganNanos) {
        return number <= plan.faults() && !hasPassed(plan.time(), beganNanos);
    }

    private void open(Scene scene) {
        for (var wallet : scene.wallets()) {
            have(scene, Order.wallet(wallet));
            have(scene, Order.deposit("opening-" + wallet, wallet, OPENING));
        }
        requireKnownHomes(scene);
    }

    private static void have(Scene scene, Order order) {
        long began = System.nanoTime();
        var answer =
                scene.client()
                        .untilFinal(order, 0, () -> hasPassed(OPENED_WITHIN, began))
                        .orElse(new Answer(0, "nobody answers", false));
        var finding = scene.book().acknowledge(order, answer);
        if (finding.isPresent()) {
            throw new CommandFailed("The wallets cannot be opened: " + finding.get());
        }
    }

    private static boolean hasPassed(Duration time, long beganNanos) {
        return System.nanoTime() - beganNanos > time.toNanos();
    }

    /**
     * Whose wallets suffer is computed here and by Pekko: in the same way, or nothing is worth it.
     */
    private void requireKnownHomes(Scene scene) {
        var all = IntStream.rangeClosed(1, grounds.nodes()).boxed().collect(Collectors.toSet());
        var homes = Homes.of(grounds, all);
        for (var wallet : scene.wallets()) {
            if (!homes.hold(wallet)) {
                throw new CommandFailed(
                        "%s lives in no shard that Pekko Management tells of.".formatted(wallet));
            }
        }
    }

    private void table(Scene scene, Duration time) {
        var byKind = new TreeMap<Kind, List<Duration>>();
        for (var outcome : outcomes) {
            byKind.computeIfAbsent(outcome.step().kind(), _ -> new ArrayList<>())
                    .addAll(outcome.again().sorted());
        }
        terminal.announce(
                "\nA wallet can be written to again, in seconds (* after the healing, else after"
                        + " the fault)");
        terminal.print("%-16s %6s %6s %6s %6s".formatted("kind", "faults", "p50", "p99", "max"));
        byKind.forEach((kind, times) -> terminal.print(row(kind, Spread.of(times))));
        terminal.print(
                "%d faults in %d min %02d s, %d answers"
                        .formatted(
                                outcomes.size(),
                                time.toMinutes(),
                                time.toSecondsPart(),
                                scene.book().size()));
    }

    private void bounds(List<String> missed) {
        long judged = outcomes.stream().filter(o -> Bounds.apply(o.step().fault())).count();
        terminal.print(
                "bounds (%s): %d faults have any, %d were missed"
                        .formatted(plan.bounds().word(), judged, missed.size()));
        if (plan.bounds() == Bounds.REPORT) missed.forEach(it -> terminal.print("missed: " + it));
    }

    private boolean isTakenOver(Kind kind) {
        return outcomes.stream()
                .filter(o -> o.step().kind() == kind)
                .anyMatch(o -> o.step().fault().isTakenOver());
    }

    private String row(Kind kind, Spread again) {
        long faults = outcomes.stream().filter(o -> o.step().kind() == kind).count();
        return "%-16s %6d %6s %6s %6s"
                .formatted(
                        kind.word() + (isTakenOver(kind) ? "" : "*"),
                        faults,
                        again.seconds(50),
                        again.seconds(99),
                        again.seconds(100));
    }
}
