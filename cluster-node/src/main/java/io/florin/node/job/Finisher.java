package io.florin.node.job;

import io.florin.node.job.JobMetrics.Count;
import io.florin.persistence.job.Fence;
import io.florin.persistence.job.RunEnd;
import io.florin.persistence.job.Settling;
import io.florin.persistence.trace.LogTrace;
import io.florin.protocol.job.Effect;
import io.florin.protocol.job.JobState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the ends of runs, a batch per statement, until each is written or its fence is known to be
 * lost. A run keeps its place until nothing of its job is left to do here, so that slow wallets
 * slow the claims.
 */
final class Finisher {
    private static final Logger LOG = LoggerFactory.getLogger(Finisher.class);
    private static final Duration UNFINISHED = Duration.ofMinutes(1);

    /**
     * Stuck: its thread still runs, and gives the place back itself. Refused: the database has
     * refused what the run said.
     */
    private record Item(Running running, Over over, boolean stuck, boolean refused) {
        Fence fence() {
            return running.claim().fence();
        }
    }

    private static final String UNWRITABLE =
            "The database refuses what the run said when it was over.";

    /** Of a release that is newer than this one. */
    private static final String UNKNOWN_KIND = "unknown";

    /** The queue of what AI makes of an app's content. */
    private static final String CONTENT = "ai";

    private final Runs.Tools tools;
    private final Wakes wakes;
    private final Settler settler;
    private final Consumer<Running> release;
    private final Runnable doubt;
    private final BatchWriter<Item> writer;

    Finisher(
            Runs.Tools tools,
            Wakes wakes,
            Settler settler,
            Consumer<Running> release,
            Runnable doubt) {
        this.tools = tools;
        this.wakes = wakes;
        this.settler = settler;
        this.release = release;
        this.doubt = doubt;
        this.writer =
                new BatchWriter<>("job-ends", tools.settings().batch(), this::write, this::refused);
    }

    void add(Running running, Over over, boolean stuck) {
        writer.add(new Item(running, over, stuck, false));
    }

    private void write(List<Item> batch, boolean again) {
        var accepted = new HashSet<Long>();
        var ends = new ArrayList<RunEnd>();
        var back = new HashMap<Duration, List<Fence>>();
        for (var item : batch) {
            switch (item.over) {
                case Over.Ended(var end) -> ends.add(end);
                case Over.GivenBack(var fence, var after) ->
                        back.computeIfAbsent(after, _ -> new ArrayList<>()).add(fence);
                case Over.Lost() -> {}
            }
        }
        if (!ends.isEmpty()) {
            var finished = tools.table().finish(ends);
            wakes.wake(finished.next());
            accepted.addAll(finished.accepted());
        }
        back.forEach((after, fences) -> accepted.addAll(tools.own().giveBack(fences, after)));
        var fences = newest(batch, accepted);
        var missed = batch.stream().map(Item::fence).filter(each -> !fences.contains(each));
        var chosen = new HashMap<Fence, Settling>();
        tools.table().settling(missed.toList()).forEach(each -> chosen.put(each.fence(), each));
        batch.forEach(item -> conclude(item, fences.contains(item.fence()), chosen, again));
    }

    /** Of two runs of one job, which a stuck one makes possible, the newest was accepted. */
    private static Set<Fence> newest(List<Item> batch, Set<Long> accepted) {
        var newest = new HashMap<Long, Fence>();
        for (var item : batch) {
            var fence = item.fence();
            if (!accepted.contains(fence.seq())) continue;
            newest.merge(fence.seq(), fence, (a, b) -> a.attempt() > b.attempt() ? a : b);
        }
        return Set.copyOf(newest.values());
    }

    /** {@code chosen}: how the jobs end whose runs were cancelled; this is the run's last word. */
    private void conclude(
            Item item, boolean isAccepted, Map<Fence, Settling> chosen, boolean again) {
        measure(item, isAccepted);
        if (LOG.isDebugEnabled()) {
            LogTrace.run(item.running.trace(), () -> log(item, isAccepted));
        }
        // An earlier try may have been the one that was accepted.
        if (!isAccepted && again) doubt.run();
        var settling = isAccepted ? settling(item) : chosen.get(item.fence());
        if (settling == null) {
            leave(item);
        } else {
            settler.settle(settling, () -> leave(item));
        }
    }

    private static void log(Item item, boolean isAccepted) {
        var claim = item.running.claim();
        var word = isAccepted ? count(item.over) : Count.LOST;
        LOG.debug("Job {}: run {} is over: {}", claim.job().id(), claim.job().attempt(), word);
    }

    private void measure(Item item, boolean isAccepted) {
        var job = item.running.claim().job();
        var kind = job.spec().kind();
        var known = tools.settings().kinds().containsKey(kind) ? kind : UNKNOWN_KIND;
        tools.metrics().ended(known, isAccepted ? count(item.over) : Count.LOST);
        boolean isEnd = item.over instanceof Over.Ended(RunEnd.Ends _);
        if (isAccepted && isEnd && job.spec().queue().equals(CONTENT)) {
            var wanted = Objects.requireNonNullElse(job.spec().runAt(), job.createdAt());
            var since = wanted.isAfter(job.createdAt()) ? wanted : job.createdAt();
            tools.metrics().processed(known, Duration.between(since, tools.clock().instant()));
        }
    }

    /** The run has failed to say how it ended; if even that is refused, it has not ended. */
    private void refused(Item item) {
        var fence = item.fence();
        var instead =
                switch (item.over) {
                    case Over.Ended _ when !item.refused -> new Over.Ended(broken(item.running));
                    case Over.Ended _ -> new Over.GivenBack(fence, UNFINISHED);
                    case Over.GivenBack _, Over.Lost() -> new Over.Lost();
                };
        writer.add(new Item(item.running, instead, item.stuck, true));
    }

    private RunEnd broken(Running running) {
        var claim = running.claim();
        var kind = tools.settings().kinds().get(claim.job().spec().kind());
        if (kind == null) throw new IllegalStateException("Nothing of an unknown kind ends.");
        var said = Next.broken(running.sent(), "outcome_refused", UNWRITABLE);
        return Next.after(
                kind,
                claim,
                running.sent(),
                said,
                tools.clock().instant(),
                tools.random().nextDouble());
    }

    private void leave(Item item) {
        if (!item.stuck) release.accept(item.running);
    }

    private static @Nullable Settling settling(Item item) {
        if (!(item.over instanceof Over.Ended(RunEnd.Ends ends))
                || ends.effect() instanceof Effect.None) return null;
        var job = item.running.claim().job();
        var price = job.price();
        var wallet = price == null ? null : price.wallet().id();
        return new Settling(
                ends.fence(), job.app(), job.id(), wallet, ends.effect(), item.running.trace());
    }

    private static Count count(Over over) {
        return switch (over) {
            case Over.Ended(RunEnd.Ends ends) ->
                    ends.endsAs() == JobState.SUCCEEDED ? Count.SUCCEEDED : Count.DEAD;
            case Over.Ended(RunEnd.Retry _) -> Count.RETRIED;
            case Over.Ended(RunEnd.Ask _) -> Count.UNKNOWN;
            case Over.GivenBack _ -> Count.GIVEN_BACK;
            case Over.Lost() -> Count.LOST;
        };
    }

    void close() {
        writer.stop();
    }
}
