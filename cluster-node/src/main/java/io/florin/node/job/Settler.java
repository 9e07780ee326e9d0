package io.florin.node.job;

import io.florin.node.job.JobMetrics.Count;
import io.florin.persistence.job.Fence;
import io.florin.persistence.job.RunTable;
import io.florin.persistence.job.Settling;
import io.florin.persistence.trace.LogTrace;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.Effect;
import io.florin.protocol.ledger.Ledger;
import io.florin.protocol.wallet.Answer;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletCommand;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.Wallets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the effects that were chosen with the outcomes of jobs: repeats the wallet's command
 * until there is a final answer, then writes the job's end, a batch per statement. Every command is
 * named by its job, so that a repeat by whomever moves nothing twice.
 */
public final class Settler {
    /** What it works with. */
    public record Doors(
            RunTable table, Wallets wallets, Ledger ledger, Wakes wakes, Suspense suspense) {}

    /** Hears of a credit that the wallet could not take, maybe more than once; it may block. */
    @FunctionalInterface
    public interface Suspense {
        void booked(Effect.Credit credit);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Settler.class);
    private static final int MOST_AT_ONCE = 256;
    private static final int MOST_UNDER_WAY = 10_000;
    private static final long PATIENCE_SECONDS = 15;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long MAX_PAUSE_MILLIS = 5_000;

    private final Map<Fence, List<Runnable>> underWay = new ConcurrentHashMap<>();
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Doors doors;
    private final JobMetrics metrics;
    private final BatchWriter<Settling> ends;

    public Settler(Doors doors, JobMetrics metrics, int batch) {
        this.doors = doors;
        this.metrics = metrics;
        this.ends =
                new BatchWriter<>(
                        "job-settled", batch, (settled, _) -> write(settled), this::ended);
    }

    /**
     * Begins; a repeat of what is under way does nothing. Nothing begins while very many are under
     * way: the row is in this node's name, and is met by its next look.
     */
    public void settle(Settling settling) {
        if (underWay.size() >= MOST_UNDER_WAY || underWay.containsKey(settling.fence())) return;
        settle(settling, () -> {});
    }

    /** For a run that keeps its place until the job's end is written, by whomever. */
    void settle(Settling settling, Runnable whenEnded) {
        var waiting = underWay.merge(settling.fence(), List.of(whenEnded), Settler::both);
        if (waiting.size() > 1) return;
        Thread.ofVirtual()
                .name("settle-" + settling.fence().seq())
                .start(() -> LogTrace.run(settling.trace(), () -> untilAnswered(settling)));
    }

    private static List<Runnable> both(List<Runnable> some, List<Runnable> more) {
        var both = new ArrayList<>(some);
        both.addAll(more);
        return both;
    }

    private void untilAnswered(Settling settling) {
        long pause = FIRST_PAUSE_MILLIS;
        try {
            while (!isAnswered(settling)) {
                if (stopping.await(pause, TimeUnit.MILLISECONDS)) return;
                pause = Math.min(MAX_PAUSE_MILLIS, pause * 2);
            }
            ends.add(settling);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isAnswered(Settling settling) throws InterruptedException {
        places.acquire();
        try {
            return switch (settling.effect()) {
                case Effect.None _ -> true;
                case Effect.Capture _, Effect.Release _ -> endsJob(settling);
                case Effect.Credit credit -> credits(settling, credit);
            };
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.warn("Job {} is not settled yet: {}", settling.id(), e.toString());
            return false;
        } finally {
            places.release();
        }
    }

    private boolean endsJob(Settling settling)
            throws InterruptedException, ExecutionException, TimeoutException {
        var wallet = settling.wallet();
        if (wallet == null) throw new IllegalStateException("The table gives a price a wallet.");
        var to = settling.effect() instanceof Effect.Capture(var account) ? account : null;
        var command = new WalletCommand.EndJob(settling.id(), to);
        return isFinal(settling, new WalletId(settling.app(), wallet), command);
    }

    /** The reference belongs to one wallet for ever; another's credit is a person's to look at. */
    private boolean credits(Settling settling, Effect.Credit credit)
            throws InterruptedException, ExecutionException, TimeoutException {
        var owner =
                doors.ledger()
                        .claim(credit.from(), credit.reference(), credit.wallet())
                        .toCompletableFuture()
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!owner.equals(credit.wallet())) {
            metrics.add(Count.NOT_SETTLED, 1);
            LOG.error("Job {}: {} has its reference already", settling.id(), owner);
            return true;
        }
        var deposit =
                new WalletCommand.Deposit(
                        settling.id().value(),
                        credit.money(),
                        credit.from(),
                        credit.reference(),
                        Note.NONE,
                        true);
        return isFinal(settling, credit.wallet(), deposit);
    }

    private boolean isFinal(Settling settling, WalletId wallet, WalletCommand command)
            throws InterruptedException, ExecutionException, TimeoutException {
        var reply =
                doors.wallets()
                        .execute(wallet, new Request(null, command))
                        .toCompletableFuture()
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return switch (reply) {
            case WalletReply.Done(Answer answer, _) -> {
                if (answer instanceof Answer.OfMovement movement && movement.suspended()) {
                    suspended(settling, wallet);
                }
                metrics.add(Count.SETTLED, 1);
                yield true;
            }
            case WalletReply.Denied(var denial, _) -> {
                metrics.add(Count.NOT_SETTLED, 1);
                LOG.error("Job {}: {} refuses its end: {}", settling.id(), wallet, denial);
                yield true;
            }
            case WalletReply.NotTaken _, WalletReply.InDoubt _ -> false;
        };
    }

    /** The money is in the ledger; to whom it goes is a person's to decide. */
    private void suspended(Settling settling, WalletId wallet) {
        LOG.error(
                "Job {}: {} could not take its credit: it is in @suspense", settling.id(), wallet);
        metrics.add(Count.SUSPENDED, 1);
        if (settling.effect() instanceof Effect.Credit credit) doors.suspense().booked(credit);
    }

    /** What is not accepted was ended before: by an unheard try, or by another who adopted it. */
    private void write(List<Settling> settled) {
        var fences = settled.stream().map(Settling::fence).toList();
        doors.wakes().wake(doors.table().end(fences).next());
        settled.forEach(this::ended);
    }

    /** If the database has refused its end, it is met by the next look. */
    private void ended(Settling settling) {
        var waiting = Objects.requireNonNull(underWay.remove(settling.fence()));
        waiting.forEach(Runnable::run);
    }

    void close() {
        stopping.countDown();
        ends.stop();
    }
}
