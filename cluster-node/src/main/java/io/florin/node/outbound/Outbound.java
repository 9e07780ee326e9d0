package io.florin.node.outbound;

import io.florin.node.calls.BlockingCalls;
import io.florin.node.job.JobHandler;
import io.florin.node.job.JobSettings;
import io.florin.node.job.Wakes;
import io.florin.node.retention.Retention;
import io.florin.node.task.ClusterTask;
import io.florin.persistence.database.Database;
import io.florin.persistence.outbound.DeliveryTable;
import io.florin.persistence.outbound.EndpointHealth;
import io.florin.persistence.outbound.EndpointTable;
import io.florin.persistence.outbound.ResendTable;
import io.florin.persistence.outbound.SpreadTable;
import io.florin.protocol.outbound.WebhookEndpoints;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLSocketFactory;
import org.apache.pekko.actor.typed.ActorSystem;

/** Everything by which apps are told, on a node. */
public final class Outbound {
    /** What it stands on. */
    public record Ground(
            Database database,
            OutboundSettings settings,
            JobSettings jobs,
            Signer signer,
            Wakes wakes,
            InstantSource clock) {}

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Ground ground;
    private final DeliveryKind kind;
    private final EndpointTable endpoints;
    private final DeliveryTable deliveries;
    private final Courier courier;

    public Outbound(Ground ground) {
        this.ground = ground;
        this.kind = new DeliveryKind(ground.jobs(), ground.clock());
        this.endpoints = new EndpointTable(ground.database());
        this.deliveries = new DeliveryTable(ground.database());
        this.courier =
                new Courier(
                        ground.settings(),
                        Courier.Resolver.ofSystem(),
                        (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /** By kind. */
    public Map<String, JobHandler> handlers() {
        var tools =
                new DeliveryHandler.Tools(
                        deliveries,
                        new EndpointHealth(ground.database()),
                        ground.signer(),
                        courier,
                        ground.clock(),
                        Duration.ofHours(ground.settings().disableAfterHours()));
        return Map.of(DeliveryKind.NAME, new DeliveryHandler(tools));
    }

    /** Opens the door; starts what turns messages into deliveries, and retention. */
    public WebhookEndpoints start(ActorSystem<?> system, Executor blocking) {
        var settings = ground.settings();
        ClusterTask.start(system, spreading(), blocking);
        Retention.start(system, retention(), blocking);
        var calls =
                new BlockingCalls(
                        blocking, settings.maxCalls(), OutboundSettings.PATH + ".max-calls");
        return new SqlWebhookEndpoints(
                new SqlWebhookEndpoints.Ground(
                        endpoints,
                        deliveries,
                        new ResendTable(ground.database(), kind),
                        courier,
                        settings,
                        ground.wakes(),
                        ground.clock()),
                calls);
    }

    /** On one node, which is only to save work: two at once take different messages. */
    private ClusterTask.Plan spreading() {
        var pace = ground.settings().spread();
        var every = Duration.ofMillis(pace.everyMillis());
        var table = new SpreadTable(ground.database(), kind);
        return new ClusterTask.Plan(
                "webhook-spreader",
                ground.settings().role(),
                every,
                AFTER_FAILURE,
                "No webhooks go out for now",
                () -> {
                    var spread = table.spread(pace.batch());
                    ground.wakes().wake(spread.due());
                    return spread.messages() < pace.batch() ? every : Duration.ZERO;
                });
    }

    private Retention.Plan retention() {
        var settings = ground.settings();
        var kept = Duration.ofDays(settings.retentionDays());
        return new Retention.Plan(
                "outbound-retention",
                "webhook messages",
                settings.role(),
                Duration.ofMillis(settings.spread().purgeEveryMillis()),
                () ->
                        deliveries.purge(
                                ground.clock().instant().minus(kept),
                                settings.spread().purgeBatch()));
    }
}
