package io.florin.node.outbound;

import io.florin.node.calls.BlockingCalls;
import io.florin.node.job.Wakes;
import io.florin.persistence.job.Due;
import io.florin.persistence.outbound.DeliveryTable;
import io.florin.persistence.outbound.EndpointTable;
import io.florin.persistence.outbound.ResendTable;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.outbound.EndpointChange;
import io.florin.protocol.outbound.EndpointReply;
import io.florin.protocol.outbound.EndpointReply.Done;
import io.florin.protocol.outbound.EndpointReply.Refused;
import io.florin.protocol.outbound.NewWebhookEndpoint;
import io.florin.protocol.outbound.ReplayWish;
import io.florin.protocol.outbound.Replayed;
import io.florin.protocol.outbound.WebhookDelivery;
import io.florin.protocol.outbound.WebhookEndpoint;
import io.florin.protocol.outbound.WebhookEndpoints;
import io.florin.protocol.refusal.Refusal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The door to where apps are told, over its tables. */
final class SqlWebhookEndpoints implements WebhookEndpoints {
    /** What it stands on. */
    record Ground(
            EndpointTable endpoints,
            DeliveryTable deliveries,
            ResendTable resends,
            Courier courier,
            OutboundSettings settings,
            Wakes wakes,
            InstantSource clock) {}

    private final Ground ground;
    private final BlockingCalls calls;

    SqlWebhookEndpoints(Ground ground, BlockingCalls calls) {
        this.ground = ground;
        this.calls = calls;
    }

    @Override
    public CompletionStage<EndpointReply<WebhookEndpoint>> create(NewWebhookEndpoint endpoint) {
        return calls.call(() -> created(endpoint));
    }

    private EndpointReply<WebhookEndpoint> created(NewWebhookEndpoint endpoint) {
        var unfit = this.<WebhookEndpoint>unfit(endpoint.url());
        if (unfit != null) return unfit;
        int most = ground.settings().maxPerApp();
        return switch (ground.endpoints().create(endpoint, most, ground.clock().instant())) {
            case CREATED -> reply(ground.endpoints().find(endpoint.app(), endpoint.id()));
            case EXISTS -> new Refused<>(Refusal.WEBHOOK_ENDPOINT_EXISTS);
            case TOO_MANY -> new Refused<>(Refusal.WEBHOOK_ENDPOINTS_TOO_MANY);
        };
    }

    /** Where it leads is asked now, for a clear answer, and again before each attempt. */
    private <T> @Nullable Refused<T> unfit(String url) {
        var fault = UrlRule.fault(url, ground.settings().reach());
        if (fault.isPresent()) return new Refused<>(Refusal.WEBHOOK_URL_INVALID, fault.get());
        return ground.courier().mayTell(url) ? null : new Refused<>(Refusal.WEBHOOK_URL_FORBIDDEN);
    }

    private static <T> EndpointReply<T> reply(Optional<T> found) {
        return found.<EndpointReply<T>>map(Done::new)
                .orElseGet(() -> new Refused<>(Refusal.WEBHOOK_ENDPOINT_NOT_FOUND));
    }

    @Override
    public CompletionStage<Optional<WebhookEndpoint>> find(String app, String id) {
        return calls.call(() -> ground.endpoints().find(app, id));
    }

    @Override
    public CompletionStage<Page<WebhookEndpoint>> list(
            String app, @Nullable String cursor, int limit) {
        return calls.call(() -> ground.endpoints().list(app, cursor, limit));
    }

    @Override
    public CompletionStage<EndpointReply<WebhookEndpoint>> change(
            String app, String id, EndpointChange change) {
        return calls.call(() -> {
            var url = change.url();
            var unfit = url == null ? null : this.<WebhookEndpoint>unfit(url);
            if (unfit != null) return unfit;
            return reply(ground.endpoints().change(app, id, change, ground.clock().instant()));
        });
    }

    @Override
    public CompletionStage<EndpointReply<WebhookEndpoint>> rotate(
            String app, String id, String sealedSecret, Duration overlap) {
        return calls.call(() -> {
            var now = ground.clock().instant();
            return reply(ground.endpoints().rotate(app, id, sealedSecret, overlap, now));
        });
    }

    @Override
    public CompletionStage<EndpointReply<WebhookEndpoint>> delete(String app, String id) {
        return calls.call(
                () -> reply(ground.endpoints().delete(app, id, ground.clock().instant())));
    }

    @Override
    public CompletionStage<Page<WebhookDelivery>> deliveries(
            String app, String endpoint, DeliveryFilter filter) {
        return calls.call(() -> ground.deliveries().list(app, endpoint, filter));
    }

    @Override
    public CompletionStage<Optional<WebhookDelivery>> delivery(
            String app, String endpoint, String id) {
        return calls.call(() -> ground.deliveries().find(app, endpoint, id));
    }

    @Override
    public CompletionStage<EndpointReply<WebhookDelivery>> replay(
            String app, String endpoint, String delivery, String newId) {
        return calls.call(() ->
                ifOn(
                        app,
                        endpoint,
                        _ -> {
                            wake(ground.resends().again(app, endpoint, delivery, newId));
                            return sent(app, endpoint, newId);
                        }));
    }

    private EndpointReply<WebhookDelivery> sent(String app, String endpoint, String id) {
        return ground.deliveries()
                .find(app, endpoint, id)
                .<EndpointReply<WebhookDelivery>>map(Done::new)
                .orElseGet(() -> new Refused<>(Refusal.WEBHOOK_DELIVERY_NOT_FOUND));
    }

    @Override
    public CompletionStage<EndpointReply<Replayed>> replay(
            String app, String endpoint, ReplayWish wish) {
        return calls.call(() ->
                ifOn(
                        app,
                        endpoint,
                        found -> {
                            var resent = ground.resends().many(found, wish);
                            wake(resent.due());
                            return new Done<>(new Replayed(resent.messages(), resent.nextFrom()));
                        }));
    }

    @Override
    public CompletionStage<EndpointReply<WebhookDelivery>> test(
            String app, String endpoint, String newId) {
        return calls.call(() ->
                ifOn(
                        app,
                        endpoint,
                        _ -> {
                            wake(ground.resends().test(app, endpoint, newId));
                            return sent(app, endpoint, newId);
                        }));
    }

    private <T> EndpointReply<T> ifOn(
            String app, String id, Function<WebhookEndpoint, EndpointReply<T>> then) {
        var found = ground.endpoints().find(app, id);
        if (found.isEmpty()) return new Refused<>(Refusal.WEBHOOK_ENDPOINT_NOT_FOUND);
        if (found.get().off() != null) return new Refused<>(Refusal.WEBHOOK_ENDPOINT_OFF);
        return then.apply(found.get());
    }

    private void wake(List<Due> due) {
        ground.wakes().wake(due);
    }
}
