package io.florin.node.webhook;

import io.florin.node.calls.BlockingCalls;
import io.florin.node.retention.Retention;
import io.florin.persistence.database.Database;
import io.florin.persistence.job.Due;
import io.florin.persistence.job.JobRow;
import io.florin.persistence.job.JobTable;
import io.florin.persistence.webhook.WebhookLog;
import io.florin.persistence.webhook.WebhookTable;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobReply;
import io.florin.protocol.job.JobReply.Denied;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.webhook.EventFilter;
import io.florin.protocol.webhook.StoredEvent;
import io.florin.protocol.webhook.WebhookEvent;
import io.florin.protocol.webhook.Webhooks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorSystem;

/** The door to what providers told us, over its table. */
public final class SqlWebhooks implements Webhooks {
    /** What follows from an event. */
    public interface Work {
        /** The job of that id, to be stored with the event; empty if nothing follows. */
        Optional<JobRow> of(WebhookEvent event, JobId job, Instant at);

        /** Tells the workers, after that. */
        void wake(Due due);
    }

    private final WebhookTable events;
    private final WebhookLog log;
    private final JobTable jobs;
    private final Work work;
    private final InstantSource clock;
    private final BlockingCalls calls;

    SqlWebhooks(Database database, Work work, InstantSource clock, BlockingCalls calls) {
        this.events = new WebhookTable(database);
        this.log = new WebhookLog(database);
        this.jobs = new JobTable(database);
        this.work = work;
        this.clock = clock;
        this.calls = calls;
    }

    /** Opens the door, and starts retention, which runs on one node. */
    public static SqlWebhooks start(
            ActorSystem<?> system,
            Database database,
            Work work,
            InstantSource clock,
            Executor blocking) {
        var settings = WebhookSettings.from(system.settings().config());
        var events = new WebhookTable(database);
        var plan =
                new Retention.Plan(
                        "webhook-retention",
                        "webhook events",
                        settings.role(),
                        Duration.ofMillis(settings.purgeEveryMillis()),
                        () -> purge(events, settings, clock));
        Retention.start(system, plan, blocking);
        var calls =
                new BlockingCalls(
                        blocking, settings.maxCalls(), WebhookSettings.PATH + ".max-calls");
        return new SqlWebhooks(database, work, clock, calls);
    }

    @Override
    public CompletionStage<Receipt> store(WebhookEvent event) {
        return calls.call(() -> isNew(event) ? Receipt.STORED : Receipt.REPEAT);
    }

    private boolean isNew(WebhookEvent event) {
        var job = work.of(event, new JobId(event.id()), event.receivedAt());
        if (job.isEmpty()) return events.ignore(event, clock.instant());
        var stored = events.store(event, job.get());
        var due = stored.due();
        if (due != null) work.wake(due);
        return stored.isNew();
    }

    @Override
    public CompletionStage<Page<StoredEvent>> list(EventFilter filter) {
        return calls.call(() -> log.list(filter));
    }

    @Override
    public CompletionStage<Optional<StoredEvent>> find(String app, String id) {
        return calls.call(() -> log.find(app, id));
    }

    @Override
    public CompletionStage<JobReply> replay(String app, String id, JobId job) {
        return calls.call(() ->
                log.find(app, id)
                        .map(found -> again(found.event(), job))
                        .orElseGet(() -> denied(Refusal.WEBHOOK_EVENT_UNKNOWN)));
    }

    private JobReply again(WebhookEvent event, JobId job) {
        var row = work.of(event, job, clock.instant());
        if (row.isEmpty()) return denied(Refusal.PROVIDER_OFF);
        var submission = jobs.submit(row.get());
        var due = submission.due();
        if (due != null) work.wake(due);
        return submission.reply();
    }

    private static JobReply denied(Refusal why) {
        return new Denied(Denial.of(why), false);
    }

    /** Batch after batch up to the bound; answers how many are gone. Blocks. */
    static long purge(WebhookTable events, WebhookSettings settings, InstantSource clock) {
        var keptFrom = clock.instant().minus(Duration.ofDays(settings.retentionDays()));
        long purged = 0;
        for (int batch = 0; batch < settings.purgeBatches(); batch++) {
            int gone = events.purge(keptFrom, settings.purgeBatch());
            purged += gone;
            if (gone < settings.purgeBatch()) break;
        }
        return purged;
    }
}
