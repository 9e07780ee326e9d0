package io.florin.protocol.outbound;

import io.florin.protocol.ledger.Page;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The door to where apps are told, and how it went. Every list fails with {@link
 * IllegalArgumentException} on a cursor that it never gave out.
 */
public interface WebhookEndpoints {
    /** Refused if its address may not be told, or the app has too many. */
    CompletionStage<EndpointReply<WebhookEndpoint>> create(NewWebhookEndpoint endpoint);

    CompletionStage<Optional<WebhookEndpoint>> find(String app, String id);

    /** Newest first. */
    CompletionStage<Page<WebhookEndpoint>> list(String app, @Nullable String cursor, int limit);

    CompletionStage<EndpointReply<WebhookEndpoint>> change(
            String app, String id, EndpointChange change);

    /** The newest secret signs from now on; the one before it for so much longer. */
    CompletionStage<EndpointReply<WebhookEndpoint>> rotate(
            String app, String id, String sealedSecret, Duration overlap);

    /** What is on its way to it comes to nothing. */
    CompletionStage<EndpointReply<WebhookEndpoint>> delete(String app, String id);

    /** Newest first. */
    CompletionStage<Page<WebhookDelivery>> deliveries(
            String app, String endpoint, DeliveryFilter filter);

    CompletionStage<Optional<WebhookDelivery>> delivery(String app, String endpoint, String id);

    /** Sends the message of a delivery anew; {@code newId} is the new delivery's. */
    CompletionStage<EndpointReply<WebhookDelivery>> replay(
            String app, String endpoint, String delivery, String newId);

    CompletionStage<EndpointReply<Replayed>> replay(String app, String endpoint, ReplayWish wish);

    /** Sends {@value EventType#TEST}; {@code newId} is the delivery's. */
    CompletionStage<EndpointReply<WebhookDelivery>> test(String app, String endpoint, String newId);

    /** A page of deliveries; a null state is any. */
    record DeliveryFilter(
            WebhookDelivery.@Nullable State state, @Nullable String cursor, int limit) {}
}
