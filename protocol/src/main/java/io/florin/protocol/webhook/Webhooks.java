package io.florin.protocol.webhook;

import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobReply;
import io.florin.protocol.ledger.Page;
import java.util.Optional;
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

    /** Without their bodies. Fails with IllegalArgumentException on a cursor that is not ours. */
    CompletionStage<Page<StoredEvent>> list(EventFilter filter);

    /** By our own id. */
    CompletionStage<Optional<StoredEvent>> find(String app, String id);

    /**
     * Has an event worked on once more, by a job of that id; what it has done already it does not
     * do again. {@code WEBHOOK_EVENT_UNKNOWN}, or {@code PROVIDER_OFF} if nobody works on such.
     */
    CompletionStage<JobReply> replay(String app, String id, JobId job);
}
