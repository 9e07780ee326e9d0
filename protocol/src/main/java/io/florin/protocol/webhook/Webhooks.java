package io.florin.protocol.webhook;

import java.util.concurrent.CompletionStage;

/** The door to what providers told us. A stage fails if the database does not answer in time. */
public interface Webhooks {
    /** What became of an event. */
    enum Receipt {
        /** It is there now, and will be worked on. */
        STORED,

        /** It was there, or another event about the same change was; nothing is left to do. */
        REPEAT
    }

    /** Durable when the stage completes; only events whose signature was good may come here. */
    CompletionStage<Receipt> store(WebhookEvent event);
}
