package io.florin.edge;

import io.florin.protocol.job.AmbiguousJob;
import io.florin.protocol.job.Batch;
import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobFilter;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobName;
import io.florin.protocol.job.JobReply;
import io.florin.protocol.job.JobReply.Denied;
import io.florin.protocol.job.JobReply.OpenAlready;
import io.florin.protocol.job.JobReply.Taken;
import io.florin.protocol.job.JobState;
import io.florin.protocol.job.QueueView;
import io.florin.protocol.job.door.Jobs;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Jobs in memory, as the real door has them: two queues, each of one kind; those of payment need a
 * price. Wallets forbid what is not their owner's. A test moves jobs on; who waits is told.
 */
final class FakeJobs implements Jobs {
    private static final Map<String, String> KINDS = Map.of("ai", "chat", "payment", "charge");

    final List<NewJob> asked = new CopyOnWriteArrayList<>();
    private final FakeWallets wallets;
    private final InstantSource clock;
    private final List<Job> jobs = new ArrayList<>();
    private final Map<String, NewJob> requests = new HashMap<>();
    private final Set<String> paused = new HashSet<>();
    private CompletableFuture<Void> change = new CompletableFuture<>();
    volatile @Nullable RuntimeException failure;
    volatile @Nullable JobReply reply;
    volatile @Nullable Batch batch;

    FakeJobs(FakeWallets wallets, InstantSource clock) {
        this.wallets = wallets;
        this.clock = clock;
    }

    /** The job of the id is another now, of the next version. */
    synchronized void move(String id, UnaryOperator<Job> to) {
        for (int i = 0; i < jobs.size(); i++) {
            if (jobs.get(i).id().value().equals(id)) jobs.set(i, to.apply(jobs.get(i)));
        }
        change.complete(null);
        change = new CompletableFuture<>();
    }

    synchronized void put(Job job) {
        jobs.add(job);
    }

    @Override
    public synchronized CompletionStage<JobReply> submit(NewJob job) {
        asked.add(job);
        var planted = reply;
        if (planted != null) return answer(planted);
        var refusal = refusal(job);
        return answer(refusal == null ? taken(job) : new Denied(Denial.of(refusal), false));
    }

    private @Nullable Refusal refusal(NewJob job) {
        var spec = job.spec();
        if (!KINDS.containsKey(spec.queue())) return Refusal.QUEUE_UNKNOWN;
        if (!spec.kind().equals(KINDS.get(spec.queue()))) return Refusal.JOB_KIND_UNKNOWN;
        if (spec.queue().equals("payment") && job.price() == null) return Refusal.PRICE_INVALID;
        var runAt = spec.runAt();
        if (runAt != null && runAt.isBefore(clock.instant())) return Refusal.RUN_AT_INVALID;
        var price = job.price();
        if (price == null) return null;
        var owner = wallets.owners.get(price.wallet());
        var must = job.terms().owner();
        if (owner == null) return must == null ? null : Refusal.WALLET_NOT_FOUND;
        return must == null || must.equals(owner) ? null : Refusal.FORBIDDEN;
    }

    private JobReply taken(NewJob job) {
        var price = job.price();
        String decider = price == null ? "q/" + job.spec().queue() : "w/" + price.wallet().id();
        String name = decider + (job.key() == null ? "/i/" + job.id() : "/k/" + job.key());
        var first = requests.putIfAbsent(name, job);
        if (first != null) {
            return first.spec().equals(job.spec()) && Objects.equals(first.price(), price)
                    ? new Taken(get(first), true)
                    : new Denied(Denial.of(Refusal.IDEMPOTENCY_KEY_REUSED), false);
        }
        var unique = job.spec().uniqueKey();
        for (var other : unique == null ? List.<Job>of() : jobs) {
            if (Objects.equals(unique, other.spec().uniqueKey()) && !other.state().isEnd()) {
                return new OpenAlready(other, false);
            }
        }
        var fresh = JobSamples.fresh(job, clock.instant());
        jobs.add(fresh);
        return new Taken(fresh, false);
    }

    private Job get(NewJob asked) {
        return jobs.stream().filter(job -> job.id().equals(asked.id())).findFirst().orElseThrow();
    }

    @Override
    public synchronized CompletionStage<Optional<Job>> find(JobName name) {
        var found =
                jobs.stream()
                        .filter(job -> job.app().equals(name.app()) && job.id().equals(name.id()))
                        .filter(job -> name.wallet() == null || name.wallet().equals(payer(job)))
                        .toList();
        return found.size() > 1
                ? CompletableFuture.failedStage(new AmbiguousJob(name.id()))
                : answer(found.stream().findFirst());
    }

    private static String payer(Job job) {
        var wallet = wallet(job);
        return wallet == null ? "" : wallet;
    }

    private static @Nullable String wallet(Job job) {
        var price = job.price();
        return price == null ? null : price.wallet().id();
    }

    @Override
    public CompletionStage<Optional<Job>> await(JobName name, long version, Duration atMost) {
        var until = new CompletableFuture<Void>();
        until.completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS);
        return until(name, version, until);
    }

    private CompletionStage<Optional<Job>> until(
            JobName name, long version, CompletableFuture<Void> until) {
        CompletableFuture<Void> next;
        synchronized (this) {
            next = change;
        }
        return find(name)
                .thenCompose(found -> {
                    boolean told =
                            found.map(job -> job.version() > version || job.state().isEnd())
                                    .orElse(true);
                    if (told || until.isDone()) return answer(found);
                    return CompletableFuture.anyOf(next, until)
                            .thenCompose(_ -> until(name, version, until));
                });
    }

    @Override
    public synchronized CompletionStage<JobReply> cancel(JobName name) {
        var job = TestEdge.now(find(name)).orElseThrow();
        if (job.state() == JobState.CANCELLED) return answer(new Taken(job, true));
        if (job.state() == JobState.UNKNOWN) return denied(Refusal.JOB_SENT);
        if (job.state().isEnd()) return denied(Refusal.JOB_ENDED);
        move(job.id().value(), JobSamples.to(JobState.SETTLING));
        var settling = TestEdge.now(find(name)).orElseThrow();
        move(job.id().value(), JobSamples.to(JobState.CANCELLED));
        return answer(new Taken(settling, false));
    }

    private CompletionStage<JobReply> denied(Refusal why) {
        return answer(new Denied(Denial.of(why), false));
    }

    @Override
    public synchronized CompletionStage<Page<Job>> list(JobFilter filter) {
        var failing = failure;
        if (failing != null) return CompletableFuture.failedStage(failing);
        return FakePage.of(matching(filter), filter.cursor(), filter.limit());
    }

    private List<Job> matching(JobFilter filter) {
        return jobs.reversed().stream()
                .filter(job -> job.app().equals(filter.app()))
                .filter(job -> filter.state() == null || filter.state() == job.state())
                .filter(job -> filter.queue() == null || filter.queue().equals(job.spec().queue()))
                .filter(job -> filter.kind() == null || filter.kind().equals(job.spec().kind()))
                .filter(job -> filter.key() == null || filter.key().equals(job.spec().key()))
                .toList();
    }

    @Override
    public synchronized CompletionStage<Batch> replay(JobFilter filter, boolean dryRun) {
        var planted = batch;
        if (planted != null) return answer(planted);
        var dead = matching(filter).stream().filter(job -> job.state() == JobState.DEAD).toList();
        return FakePage.of(dead, filter.cursor(), filter.limit())
                .thenApply(page -> {
                    var ids = page.items().stream().map(Job::id).toList();
                    return new Batch(dead.size(), ids, List.of(), page.nextCursor());
                })
                .thenCompose(this::answer);
    }

    @Override
    public synchronized CompletionStage<Batch> purge(JobFilter filter, boolean dryRun) {
        var ends = Set.of(JobState.SUCCEEDED, JobState.DEAD, JobState.CANCELLED);
        return batch(filter, ends)
                .thenApply(batch -> {
                    if (!dryRun) jobs.removeIf(job -> batch.changed().contains(job.id()));
                    return batch;
                });
    }

    private synchronized CompletionStage<Batch> batch(JobFilter filter, Set<JobState> states) {
        var met =
                matching(filter).stream()
                        .filter(job -> states.contains(job.state()))
                        .map(Job::id)
                        .toList();
        List<JobId> changed = met.stream().limit(filter.limit()).toList();
        return answer(new Batch(met.size(), changed));
    }

    @Override
    public synchronized CompletionStage<List<QueueView>> queues(String app) {
        return answer(List.of(view("ai"), view("payment")));
    }

    @Override
    public synchronized CompletionStage<QueueView> pause(String queue, boolean pausing) {
        if (!KINDS.containsKey(queue)) {
            return CompletableFuture.failedStage(new IllegalArgumentException("No such queue."));
        }
        if (pausing) paused.add(queue);
        else paused.remove(queue);
        return answer(view(queue));
    }

    private QueueView view(String queue) {
        var states = new HashMap<JobState, Long>();
        for (var job : jobs) {
            if (job.spec().queue().equals(queue)) states.merge(job.state(), 1L, Long::sum);
        }
        long dead = Objects.requireNonNullElse(states.get(JobState.DEAD), 0L);
        states.keySet().removeIf(JobState::isEnd);
        return new QueueView(queue, paused.contains(queue), states, dead, 3, 2, 1_500);
    }

    private <T> CompletionStage<T> answer(T value) {
        var failing = failure;
        return failing == null
                ? CompletableFuture.completedStage(value)
                : CompletableFuture.failedStage(failing);
    }
}
