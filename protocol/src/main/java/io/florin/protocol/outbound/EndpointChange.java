package io.florin.protocol.outbound;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to become of an endpoint; null leaves it as it is. */
public record EndpointChange(
        @Nullable String url,
        @Nullable List<String> events,
        @Nullable String description,
        @Nullable Boolean enabled) {
    public EndpointChange {
        if (events != null) events = List.copyOf(events);
    }
}
