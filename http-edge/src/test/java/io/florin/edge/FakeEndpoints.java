package io.florin.edge;

import io.florin.protocol.ledger.Page;
import io.florin.protocol.outbound.EndpointChange;
import io.florin.protocol.outbound.EndpointReply;
import io.florin.protocol.outbound.EndpointReply.Done;
import io.florin.protocol.outbound.EndpointReply.Refused;
import io.florin.protocol.outbound.NewWebhookEndpoint;
import io.florin.protocol.outbound.ReplayWish;
import io.florin.protocol.outbound.Replayed;
import io.florin.protocol.outbound.WebhookDelivery;
import io.florin.protocol.outbound.WebhookDelivery.Attempt;
import io.florin.protocol.outbound.WebhookDelivery.Cause;
import io.florin.protocol.outbound.WebhookDelivery.State;
import io.florin.protocol.outbound.WebhookEndpoint;
import io.florin.protocol.outbound.WebhookEndpoint.Off;
import io.florin.protocol.outbound.WebhookEndpoint.Reason;
import io.florin.protocol.outbound.WebhookEndpoints;
import io.florin.protocol.refusal.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Endpoints in memory. The endpoint e1 and its dead delivery d1 are of the app default. */
final class FakeEndpoints implements WebhookEndpoints {
    final Map<String, WebhookEndpoint> all = new LinkedHashMap<>();
    final Map<String, List<String>> secrets = new LinkedHashMap<>();
    final Map<String, WebhookDelivery> deliveries = new LinkedHashMap<>();
    final List<ReplayWish> wishes = new ArrayList<>();
    @Nullable Refusal refusal;

    FakeEndpoints() {
        put(new NewWebhookEndpoint("e1", "default", "https://a.example/", List.of("*"), null, ""));
        deliveries.put("d1", delivery("d1", State.DEAD, null));
    }

    private static WebhookDelivery delivery(String id, State state, @Nullable String replays) {
        boolean isDead = state == State.DEAD;
        return new WebhookDelivery(
                id,
                "e1",
                "m1",
                "transfer.completed",
                isDead ? Cause.EVENT : Cause.REPLAY,
                state,
                isDead ? 30 : 0,
                isDead ? new Attempt(TestEdge.NOW, 500, "The endpoint answered 500.") : null,
                null,
                replays,
                TestEdge.NOW,
                TestEdge.NOW,
                isDead ? TestEdge.NOW : null);
    }

    private WebhookEndpoint put(NewWebhookEndpoint it) {
        var endpoint =
                new WebhookEndpoint(
                        it.id(),
                        it.app(),
                        it.url(),
                        it.events(),
                        it.description(),
                        null,
                        null,
                        null,
                        TestEdge.NOW,
                        TestEdge.NOW);
        all.put(it.id(), endpoint);
        secrets.computeIfAbsent(it.id(), _ -> new ArrayList<>()).add(it.secret());
        return endpoint;
    }

    @Override
    public CompletionStage<EndpointReply<WebhookEndpoint>> create(NewWebhookEndpoint endpoint) {
        var why = refusal;
        if (why != null) return now(new Refused<>(why));
        if (all.containsKey(endpoint.id())) {
            return now(new Refused<>(Refusal.WEBHOOK_ENDPOINT_EXISTS));
        }
        return now(new Done<>(put(endpoint)));
    }

    private static <T> CompletionStage<T> now(T value) {
        return CompletableFuture.completedStage(value);
    }

    private Optional<WebhookEndpoint> there(String app, String id) {
        return Optional.ofNullable(all.get(id)).filter(it -> it.app().equals(app));
    }

    private static <T> EndpointReply<T> reply(Optional<T> found, Refusal otherwise) {
        return found.<EndpointReply<T>>map(Done::new).orElseGet(() -> new Refused<>(otherwise));
    }

    @Override
    public CompletionStage<Optional<WebhookEndpoint>> find(String app, String id) {
        return now(there(app, id));
    }

    @Override
    public CompletionStage<Page<WebhookEndpoint>> list(
            String app, @Nullable String cursor, int limit) {
        return FakePage.of(
                all.values().stream().filter(it -> it.app().equals(app)).toList(), cursor, limit);
    }

    @Override
    public CompletionStage<EndpointReply<WebhookEndpoint>> change(
            String app, String id, EndpointChange change) {
        var changed =
                there(app, id)
                        .map(it ->
                                new WebhookEndpoint(
                                        id,
                                        app,
                                        Objects.requireNonNullElse(change.url(), it.url()),
                                        Objects.requireNonNullElse(change.events(), it.events()),
                                        change.description(),
                                        Boolean.FALSE.equals(change.enabled())
                                                ? new Off(TestEdge.NOW, Reason.ASKED)
                                                : null,
                                        null,
                                        null,
                                        it.createdAt(),
                                        TestEdge.NOW));
        changed.ifPresent(it -> all.put(id, it));
        return now(reply(changed, Refusal.WEBHOOK_ENDPOINT_NOT_FOUND));
    }

    @Override
    public CompletionStage<EndpointReply<WebhookEndpoint>> rotate(
            String app, String id, String sealedSecret, Duration overlap) {
        var found = there(app, id);
        found.ifPresent(_ -> Objects.requireNonNull(secrets.get(id)).add(sealedSecret));
        return now(reply(found, Refusal.WEBHOOK_ENDPOINT_NOT_FOUND));
    }

    @Override
    public CompletionStage<EndpointReply<WebhookEndpoint>> delete(String app, String id) {
        // It stays, for the next caller of a table.
        return now(reply(there(app, id), Refusal.WEBHOOK_ENDPOINT_NOT_FOUND));
    }

    @Override
    public CompletionStage<Page<WebhookDelivery>> deliveries(
            String app, String endpoint, DeliveryFilter filter) {
        var some =
                deliveries.values().stream()
                        .filter(it -> it.endpoint().equals(endpoint))
                        .filter(it -> filter.state() == null || it.state() == filter.state())
                        .toList();
        return FakePage.of(some, filter.cursor(), filter.limit());
    }

    @Override
    public CompletionStage<Optional<WebhookDelivery>> delivery(
            String app, String endpoint, String id) {
        return now(
                Optional.ofNullable(deliveries.get(id))
                        .filter(it -> it.endpoint().equals(endpoint)));
    }

    @Override
    public CompletionStage<EndpointReply<WebhookDelivery>> replay(
            String app, String endpoint, String delivery, String newId) {
        var found =
                Optional.ofNullable(deliveries.get(delivery))
                        .filter(it -> it.endpoint().equals(endpoint))
                        .map(_ ->
                                deliveries.computeIfAbsent(
                                        newId, id -> delivery(id, State.PENDING, delivery)));
        return now(reply(found, Refusal.WEBHOOK_DELIVERY_NOT_FOUND));
    }

    @Override
    public CompletionStage<EndpointReply<Replayed>> replay(
            String app, String endpoint, ReplayWish wish) {
        wishes.add(wish);
        return now(
                reply(
                        there(app, endpoint).map(_ -> new Replayed(7, null)),
                        Refusal.WEBHOOK_ENDPOINT_NOT_FOUND));
    }

    @Override
    public CompletionStage<EndpointReply<WebhookDelivery>> test(
            String app, String endpoint, String newId) {
        return now(
                reply(
                        there(app, endpoint).map(_ -> delivery(newId, State.PENDING, null)),
                        Refusal.WEBHOOK_ENDPOINT_NOT_FOUND));
    }
}
