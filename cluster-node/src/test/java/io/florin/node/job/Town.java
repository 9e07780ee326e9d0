package io.florin.node.job;

import static org.awaitility.Awaitility.await;

import io.florin.persistence.database.Database;
import io.florin.persistence.job.FoundJob;
import io.florin.persistence.job.JobRow;
import io.florin.persistence.job.JobTable;
import io.florin.persistence.job.RunTable;
import io.florin.persistence.job.Submission;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobName;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.JobState;
import io.florin.protocol.job.Price;
import io.florin.protocol.job.Priority;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.wallet.Answer;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.Terms;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.Wallets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Submits jobs as the door does, and looks at what becomes of them. */
final class Town implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String APP = "shop";
    private static final Price PRICE =
            new Price(new WalletId(APP, "ann"), new Money(new Asset("EUR"), 500));

    private final AtomicInteger numbers = new AtomicInteger();
    private final Database database;
    private final JobTable jobs;
    private final RunTable runs;

    Town(PostgresExtension postgres) {
        database = postgres.open();
        jobs = new JobTable(database);
        runs = new RunTable(database);
    }

    /** In the table only: Kafka is not told. */
    Submission write(String kind, @Nullable String key, @Nullable Instant runAt) {
        return jobs.submit(row(kind, key, runAt, null));
    }

    JobId submit(WorkNode node, String kind, @Nullable String key) {
        var submission = write(kind, key, null);
        node.workers().wakes().wake(Optional.ofNullable(submission.due()).stream().toList());
        return new JobId("j" + numbers.get());
    }

    /** With a price in a wallet that has set it aside. */
    JobId submitPriced(WorkNode node, String kind) {
        var due = jobs.insertPriced(row(kind, null, null, PRICE));
        node.workers().wakes().wake(due.stream().toList());
        return new JobId("j" + numbers.get());
    }

    /** The same in the table only. */
    JobId writePriced(String kind, @Nullable Instant runAt) {
        jobs.insertPriced(row(kind, null, runAt, PRICE));
        return new JobId("j" + numbers.get());
    }

    private JobRow row(
            String kind, @Nullable String key, @Nullable Instant runAt, @Nullable Price price) {
        var id = new JobId("j" + numbers.incrementAndGet());
        var spec = new JobSpec("work", kind, key, "{}", Priority.NORMAL, runAt, null, null);
        var job = new NewJob(APP, id, true, null, spec, price, Terms.FREE, null);
        boolean ordered = kind.equals("keyed");
        return new JobRow(
                job, ordered, 3, price == null ? "f" : null, Instant.now(), Duration.ofMinutes(2));
    }

    FoundJob find(JobId id) {
        return jobs.find(new JobName(APP, id, null)).getFirst();
    }

    Job job(JobId id) {
        return find(id).job();
    }

    Job awaitState(JobId id, JobState state) {
        await().atMost(LIMIT)
                .ignoreExceptionsInstanceOf(NoSuchElementException.class)
                .until(() -> job(id).state() == state);
        return job(id);
    }

    void awaitAll(List<JobId> ids, JobState state) {
        var left = new ArrayList<>(ids);
        await().atMost(LIMIT.multipliedBy(2))
                .until(() -> {
                    while (!left.isEmpty() && job(left.getLast()).state() == state)
                        left.removeLast();
                    return left.isEmpty();
                });
    }

    /** The number of the newest job. */
    int last() {
        return numbers.get();
    }

    JobTable jobs() {
        return jobs;
    }

    RunTable runs() {
        return runs;
    }

    /** All money of all wallets moves at once. */
    static Wallets richWallets(List<String> said) {
        return new Wallets() {
            @Override
            public CompletionStage<WalletReply> execute(WalletId wallet, Request request) {
                said.add(wallet.id() + " " + request.command());
                return CompletableFuture.completedFuture(
                        said.size() < 3
                                ? new WalletReply.InDoubt()
                                : new WalletReply.Done(
                                        new Answer.OfMovement(
                                                "m",
                                                Answer.Direction.DEPOSIT,
                                                wallet,
                                                new Money(new Asset("EUR"), 1),
                                                SystemAccount.FEES,
                                                null,
                                                Note.NONE,
                                                Instant.EPOCH,
                                                0),
                                        false));
            }

            @Override
            public CompletionStage<WalletReply> ask(WalletId wallet, Inquiry inquiry) {
                throw new UnsupportedOperationException("Nobody asks.");
            }
        };
    }

    @Override
    public void close() {
        database.close();
    }
}
