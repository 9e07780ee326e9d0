package io.florin.sandbox.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/** One fault under load, its healing, and the judgement when the clients have their answers. */
final class Round {
    /**
     * How long things are waited for.
     *
     * @param before calls before the fault, to compare with
     * @param afterwards calls when all is whole again
     * @param settled when a cluster that was torn has been whole for so long, no part of it decides
     *     about another any more
     * @param limit within this after the healing everything goes on, is whole, and has ended
     */
    record Pace(Duration before, Duration afterwards, Duration settled, Duration limit) {}

    private static final Duration POLL = Duration.ofMillis(100);

    /** A fault that lasts so long has been taken over before it is healed. */
    private static final Duration TAKEN_OVER = Duration.ofSeconds(12);

    private final Scene scene;
    private final Load load;
    private final Pace pace;

    Round(Scene scene, Load load, Pace pace) {
        this.scene = scene;
        this.load = load;
        this.pace = pace;
    }

    Outcome play(Schedule.Step step) throws InterruptedException {
        var fault = step.fault();
        var grounds = scene.grounds();
        var tally = scene.tally();
        long warming = warm(step.number());
        var homes = Homes.of(grounds, fault.victims());
        var met = tally.counts();
        var heldUp = HeldUp.since(fault, grounds);
        var findings = new ArrayList<>(RollCall.calm(grounds.endings()));

        long began = System.nanoTime();
        fault.inflict(grounds);
        var probes = fault.isTakenOver() ? probes(step, System.nanoTime()) : null;
        pause(fault.lasts());
        boolean isTakenOver = probes == null || probes.areAnswered() || isShort(fault);
        heldUp.flatMap(HeldUp::finding).ifPresent(findings::add);
        fault.heal(grounds);
        long healed = System.nanoTime();
        if (probes == null) probes = probes(step, healed);
        probes.await(pace.limit());
        long again = System.nanoTime();
        var whole = whole(fault.lingers() ? pace.settled() : Duration.ZERO);
        pause(pace.afterwards());
        var counts = tally.counts().minus(met);
        load.end(pace.limit());
        var before = tally.ended(warming, began);
        findings.addAll(probes.findings());
        findings.addAll(missing(fault, before, isTakenOver, whole.isPresent()));
        return new Outcome(
                step,
                Duration.ofNanos(healed - began),
                probes.took(),
                Duration.ofNanos(whole.orElse(again) - began),
                counts,
                before,
                tally.underWay(began, again, call -> ofOthers(call, fault, homes)),
                judged(fault, findings));
    }

    /** The clients begin; from when on there are calls to compare with. */
    private long warm(int round) {
        scene.tally().forget();
        long warming = System.nanoTime();
        load.begin(round);
        pause(pace.before());
        return warming;
    }

    private List<String> missing(Fault fault, Spread before, boolean isTakenOver, boolean isWhole) {
        var findings = new ArrayList<String>();
        if (before.isEmpty()) findings.add("nobody was answered before the fault");
        if (!isTakenOver) findings.add("not taken over within " + fault.lasts());
        if (!isWhole) findings.add("the cluster is not whole again within " + pace.limit());
        return findings;
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

    /** A call counts until it comes to a victim's edge: what it waits for there is no wonder. */
    private static Optional<Tally.Took> ofOthers(Tally.Took call, Fault fault, Homes homes) {
        return call.wallets().stream().anyMatch(homes::hold)
                ? Optional.empty()
                : call.before(fault.victims());
    }

    /** With who has ended and what the clients have found, or else the judge. */
    private List<String> judged(Fault fault, List<String> found) throws InterruptedException {
        found.addAll(load.findings());
        if (found.isEmpty()) {
            var edges = scene.edges();
            found.addAll(new Judge(edges, scene.book(), scene.wallets(), pace.limit()).findings());
        }
        found.addAll(0, RollCall.after(fault, scene.grounds().endings()));
        if (found.isEmpty()) scene.book().close();
        return found;
    }

    /** Since when all is whole, once it has stayed so for this long. */
    private OptionalLong whole(Duration settled) {
        long deadline = System.nanoTime() + pace.limit().plus(settled).toNanos();
        long since = System.nanoTime();
        boolean isWhole = scene.grounds().isWhole();
        while (!isWhole || System.nanoTime() - since < settled.toNanos()) {
            if (System.nanoTime() - deadline > 0) return OptionalLong.empty();
            LockSupport.parkNanos(POLL.toNanos());
            boolean wasWhole = isWhole;
            isWhole = scene.grounds().isWhole();
            if (!wasWhole) since = System.nanoTime();
        }
        return OptionalLong.of(since);
    }

    private static void pause(Duration duration) {
        long began = System.nanoTime();
        for (long left = duration.toNanos(); left > 0; ) {
            LockSupport.parkNanos(left);
            left = duration.toNanos() - (System.nanoTime() - began);
        }
    }
}
