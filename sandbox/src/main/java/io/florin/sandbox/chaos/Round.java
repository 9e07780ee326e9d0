package io.florin.sandbox.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** One fault under load, its healing, and the judgement when the clients have their answers. */
final class Round {
    /** Calls before the fault, to compare with. */
    private static final Duration BEFORE = Duration.ofSeconds(4);

    private static final Duration AFTERWARDS = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(100);

    /** A fault that lasts so long has been taken over before it is healed. */
    private static final Duration TAKEN_OVER = Duration.ofSeconds(12);

    private final Scene scene;
    private final Load load;

    /** Within this after the healing everything goes on, is whole, and has ended. */
    private final Duration limit;

    Round(Scene scene, Load load, Duration limit) {
        this.scene = scene;
        this.load = load;
        this.limit = limit;
    }

    Outcome play(Schedule.Step step) throws InterruptedException {
        var fault = step.fault();
        var tally = scene.tally();
        tally.forget();
        long warming = System.nanoTime();
        load.begin(step.number());
        pause(BEFORE);
        var homes = Homes.of(scene.grounds(), fault.victims());
        var met = tally.counts();

        long began = System.nanoTime();
        fault.inflict(scene.grounds());
        var probes = fault.isTakenOver() ? probes(step, began) : null;
        pause(fault.lasts());
        boolean isTakenOver = probes == null || probes.areAnswered() || isShort(fault);
        fault.heal(scene.grounds());
        long healed = System.nanoTime();
        if (probes == null) probes = probes(step, healed);
        probes.await(limit);
        long again = System.nanoTime();
        boolean isWhole = until(scene.grounds()::isWhole);
        long whole = System.nanoTime();
        pause(AFTERWARDS);
        var counts = tally.counts().minus(met);
        load.end(limit);
        var before = tally.between(warming, began, _ -> true);
        var findings = new ArrayList<>(probes.findings());
        if (before.sorted().isEmpty()) findings.add("nobody was answered before the fault");
        if (!isTakenOver) findings.add("not taken over within " + fault.lasts());
        if (!isWhole) findings.add("the cluster is not whole again within " + limit);
        return new Outcome(
                step,
                Duration.ofNanos(healed - began),
                probes.took(),
                Duration.ofNanos(whole - began),
                counts,
                before,
                tally.between(began, again, call -> isOfOthers(call, fault, homes)),
                judged(findings));
    }

    private static boolean isShort(Fault fault) {
        return fault.lasts().compareTo(TAKEN_OVER) < 0;
    }

    private Probes probes(Schedule.Step step, long sinceNanos) {
        return Probes.begin(
                scene.probe(step.fault().victims()),
                scene.book(),
                scene.wallets(),
                "probe-" + step.number(),
                sinceNanos);
    }

    private static boolean isOfOthers(Tally.Took call, Fault fault, Homes homes) {
        return call.wallets().stream().noneMatch(homes::hold)
                && call.through().stream().noneMatch(fault.victims()::contains);
    }

    /** With what the clients have found, or else the judge. */
    private List<String> judged(List<String> found) throws InterruptedException {
        found.addAll(load.findings());
        if (!found.isEmpty()) return found;
        var findings = new Judge(scene.edges(), scene.book(), scene.wallets(), limit).findings();
        if (findings.isEmpty()) scene.book().close();
        return findings;
    }

    private boolean until(BooleanSupplier condition) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - began > limit.toNanos()) return false;
            LockSupport.parkNanos(POLL.toNanos());
        }
        return true;
    }

    private static void pause(Duration duration) {
        long began = System.nanoTime();
        for (long left = duration.toNanos(); left > 0; ) {
            LockSupport.parkNanos(left);
            left = duration.toNanos() - (System.nanoTime() - began);
        }
    }
}
