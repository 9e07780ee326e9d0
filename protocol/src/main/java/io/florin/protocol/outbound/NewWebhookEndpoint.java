package io.florin.protocol.outbound;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint to be.
 *
 * @param secret sealed
 */
public record NewWebhookEndpoint(
        String id,
        String app,
        String url,
        List<String> events,
        @Nullable String description,
        String secret) {
    public NewWebhookEndpoint {
        events = List.copyOf(events);
    }
}
