package io.florin.edge;

import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobReply;
import io.florin.protocol.job.JobReply.InDoubt;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.webhook.EventFilter;
import io.florin.protocol.webhook.StoredEvent;
import io.florin.protocol.webhook.WebhookEvent;
import io.florin.protocol.webhook.Webhooks;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The door to what providers told us, with the edge's last word on time. */
record PatientWebhooks(Webhooks behind, Patience patience) implements Webhooks {
    @Override
    public CompletionStage<Receipt> store(WebhookEvent event) {
        return patience.inTime(behind.store(event));
    }

    @Override
    public CompletionStage<Page<StoredEvent>> list(EventFilter filter) {
        return patience.inTime(behind.list(filter));
    }

    @Override
    public CompletionStage<Optional<StoredEvent>> find(String app, String id) {
        return patience.inTime(behind.find(app, id));
    }

    @Override
    public CompletionStage<JobReply> replay(String app, String id, JobId job) {
        return patience.orElse(behind.replay(app, id, job), new InDoubt());
    }
}
