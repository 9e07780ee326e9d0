package io.florin.protocol.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event, and how far the work on it has come. */
public record StoredEvent(WebhookEvent event, State state, @Nullable Instant endedAt) {
    /** Of the work. */
    public enum State {
        /** It is still to be worked on. */
        RECEIVED,

        /** It had an effect. */
        WORKED,

        /** There was nothing to do. */
        IGNORED
    }
}
