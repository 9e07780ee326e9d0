package io.florin.persistence.job;

import io.florin.persistence.database.Database;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.Effect;
import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobError;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobName;
import io.florin.protocol.job.JobReply.Taken;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.JobState;
import io.florin.protocol.job.Price;
import io.florin.protocol.job.Priority;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.wallet.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An app of its own with jobs in it, and a worker. */
final class JobScript {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final JobError FAILED = new JobError("failed", "It did not work.");
    static final String NODE = "node-1";
    static final Duration AGAIN = Duration.ofMinutes(2);

    final String app = "app-" + UUID.randomUUID().toString().substring(0, 8);
    final JobTable jobs;
    final RunTable runs;

    JobScript(Database database) {
        this.jobs = new JobTable(database);
        this.runs = new RunTable(database);
    }

    /** What a test may want to be different. */
    record Wish(
            String kind,
            @Nullable String key,
            boolean ordered,
            @Nullable String name,
            @Nullable String uniqueKey,
            @Nullable Instant runAt,
            Priority priority) {
        static Wish of(String kind) {
            return new Wish(kind, null, true, null, null, null, Priority.NORMAL);
        }

        Wish key(String other) {
            return new Wish(kind, other, ordered, name, uniqueKey, runAt, priority);
        }

        Wish unordered() {
            return new Wish(kind, key, false, name, uniqueKey, runAt, priority);
        }

        Wish name(String other) {
            return new Wish(kind, key, ordered, other, uniqueKey, runAt, priority);
        }

        Wish uniqueKey(String other) {
            return new Wish(kind, key, ordered, name, other, runAt, priority);
        }

        Wish runAt(Instant other) {
            return new Wish(kind, key, ordered, name, uniqueKey, other, priority);
        }

        Wish priority(Priority other) {
            return new Wish(kind, key, ordered, name, uniqueKey, runAt, other);
        }
    }

    JobRow row(String id, Wish wish, String fingerprint) {
        return new JobRow(
                newJob(id, wish, null), wish.ordered(), 3, fingerprint, Instant.now(), AGAIN);
    }

    private NewJob newJob(String id, Wish wish, @Nullable Price price) {
        var spec =
                new JobSpec(
                        "ai",
                        wish.kind(),
                        wish.key(),
                        "{\"text\":\"hello\"}",
                        wish.priority(),
                        wish.runAt(),
                        wish.uniqueKey(),
                        null);
        return new NewJob(app, new JobId(id), true, wish.name(), spec, price, Terms.FREE, null);
    }

    long submit(String id, Wish wish) {
        var reply = jobs.submit(row(id, wish, "f")).reply();
        if (!(reply instanceof Taken taken)) throw new AssertionError(reply.toString());
        return seq(taken.job().id().value());
    }

    long submit(String id) {
        return submit(id, Wish.of("any"));
    }

    JobRow priced(String id, Wish wish) {
        var price = new Price(new WalletId(app, "w"), new Money(new Asset("THB"), 900));
        return new JobRow(newJob(id, wish, price), wish.ordered(), 3, null, Instant.now(), AGAIN);
    }

    long submitPriced(String id, Wish wish) {
        return jobs.insertPriced(priced(id, wish)).orElseThrow().seq();
    }

    /** Does a dead job anew, with or without a price. */
    void submitAnew(String id, String dead, boolean priced) {
        var row = priced ? priced(id, Wish.of("any")) : row(id, Wish.of("any"), "f");
        var job = row.job();
        var anew =
                new NewJob(
                        app,
                        job.id(),
                        false,
                        null,
                        job.spec(),
                        job.price(),
                        Terms.FREE,
                        new JobId(dead));
        var linked = new JobRow(anew, true, 3, row.fingerprint(), Instant.now(), AGAIN);
        if (priced) jobs.insertPriced(linked);
        else jobs.submit(linked);
    }

    long seq(String id) {
        return jobs.find(new JobName(app, new JobId(id), null)).getFirst().seq();
    }

    Job job(String id) {
        return jobs.find(new JobName(app, new JobId(id), null)).getFirst().job();
    }

    JobState state(String id) {
        return job(id).state();
    }

    List<Claim> claim(Long... seqs) {
        return runs.claim(List.of(seqs), NODE, 500);
    }

    Fence run(long seq) {
        return claim(seq).getFirst().fence();
    }

    Rescue rescue(Set<String> living, String adopter) {
        return runs.rescue(new Living(living, runs.now()), adopter, AGAIN);
    }

    static RunEnd succeeds(Fence fence) {
        return new RunEnd.Ends(
                fence, JobState.SUCCEEDED, new Effect.None(), "{\"ok\":true}", null, null);
    }

    static RunEnd dies(Fence fence, Effect effect) {
        return new RunEnd.Ends(fence, JobState.DEAD, effect, null, FAILED, null);
    }

    static RunEnd retries(Fence fence) {
        return new RunEnd.Retry(fence, FAILED, Duration.ZERO);
    }

    static RunEnd asks(Fence fence) {
        return new RunEnd.Ask(fence, FAILED, Duration.ZERO);
    }
}
