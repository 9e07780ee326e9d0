package io.florin.node.webhook;

import io.florin.node.calls.BlockingCalls;
import io.florin.node.retention.Retention;
import io.florin.persistence.database.Database;
import io.florin.persistence.job.Due;
import io.florin.persistence.job.JobRow;
import io.florin.persistence.webhook.WebhookTable;
import io.florin.protocol.webhook.WebhookEvent;
import io.florin.protocol.webhook.Webhooks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorSystem;

/** The door to what providers told us, over its table. */
public final class SqlWebhooks implements Webhooks {
    /** What follows from an event. */
    public interface Work {
        /** Stored with the event; empty if nothing follows. */
        Optional<JobRow> of(WebhookEvent event);

        /** Tells the workers, after that. */
        void wake(Due due);
    }

    private final WebhookTable events;
    private final Work work;
    private final BlockingCalls calls;

    SqlWebhooks(WebhookTable events, Work work, BlockingCalls calls) {
        this.events = events;
        this.work = work;
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
        return new SqlWebhooks(events, work, calls);
    }

    @Override
    public CompletionStage<Receipt> store(WebhookEvent event) {
        return calls.call(() -> isNew(event) ? Receipt.STORED : Receipt.REPEAT);
    }

    private boolean isNew(WebhookEvent event) {
        var job = work.of(event);
        if (job.isEmpty()) return events.store(event);
        var stored = events.store(event, job.get());
        var due = stored.due();
        if (due != null) work.wake(due);
        return stored.isNew();
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
