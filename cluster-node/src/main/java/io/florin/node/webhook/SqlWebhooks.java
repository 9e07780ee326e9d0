package io.florin.node.webhook;

import io.florin.node.calls.BlockingCalls;
import io.florin.node.retention.Retention;
import io.florin.persistence.database.Database;
import io.florin.persistence.webhook.WebhookTable;
import io.florin.protocol.webhook.WebhookEvent;
import io.florin.protocol.webhook.Webhooks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorSystem;

/** The door to what providers told us, over its table. */
public final class SqlWebhooks implements Webhooks {
    private final WebhookTable events;
    private final BlockingCalls calls;

    SqlWebhooks(WebhookTable events, BlockingCalls calls) {
        this.events = events;
        this.calls = calls;
    }

    /** Opens the door, and starts retention, which runs on one node. */
    public static SqlWebhooks start(
            ActorSystem<?> system, Database database, InstantSource clock, Executor blocking) {
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
        return new SqlWebhooks(events, calls);
    }

    @Override
    public CompletionStage<Receipt> store(WebhookEvent event) {
        return calls.call(() -> events.store(event) ? Receipt.STORED : Receipt.REPEAT);
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
