package io.florin.node;

import io.florin.node.ai.AiJobs;
import io.florin.node.job.JobHandler;
import io.florin.node.job.JobHandlers;
import io.florin.node.job.JobSettings;
import io.florin.node.job.KnownKinds;
import io.florin.node.payment.PaymentJobs;
import io.florin.node.provider.Circuit;
import io.florin.node.webhook.SqlWebhooks;
import io.florin.persistence.job.Due;
import io.florin.persistence.job.JobRow;
import io.florin.protocol.job.JobId;
import io.florin.protocol.webhook.WebhookEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who does which jobs on this node, and which of them follow from what providers tell. */
record JobParts(KnownKinds kinds, AiJobs ai, PaymentJobs payments) implements SqlWebhooks.Work {
    static JobParts of(
            JobSettings settings, Map<String, JobHandler> others, AiJobs ai, PaymentJobs payments) {
        var handlers = new HashMap<>(ai.handlers());
        handlers.putAll(others);
        handlers.putAll(payments.handlers());
        return new JobParts(new KnownKinds(settings, new JobHandlers(handlers)), ai, payments);
    }

    /** Of all providers that there is a key for. */
    List<Circuit> circuits() {
        return Stream.of(ai.circuits(), payments.circuits()).flatMap(List::stream).toList();
    }

    @Override
    public Optional<JobRow> of(WebhookEvent event, JobId job, Instant at) {
        return payments.workOn(event, job, at);
    }

    @Override
    public void wake(Due due) {
        payments.wake(due);
    }
}
