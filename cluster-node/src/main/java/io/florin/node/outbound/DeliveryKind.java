package io.florin.node.outbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.florin.node.job.JobSettings;
import io.florin.node.job.KindSettings;
import io.florin.node.job.PayloadCheck;
import io.florin.persistence.job.JobRow;
import io.florin.persistence.outbound.DeliveryJobs;
import io.florin.persistence.trace.LogTrace;
import io.florin.protocol.account.Ids;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.Priority;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.wallet.Terms;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Jobs that deliver. Their key is the endpoint, for the limit of each; their unique key is the
 * delivery, which the end of the job is written to.
 */
final class DeliveryKind implements DeliveryJobs {
    static final String NAME = "webhook.delivery";

    /** Stored in a query of the deliveries, too. */
    private static final String QUEUE = "webhook";

    private static final String FIELD = "delivery";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** An object with the delivery's id. */
    static final PayloadCheck PAYLOAD =
            payload ->
                    delivery(payload).isPresent()
                            ? Optional.empty()
                            : Optional.of("The payload needs an id: " + FIELD + ".");

    private final KindSettings kind;
    private final Duration again;
    private final InstantSource clock;

    DeliveryKind(JobSettings jobs, InstantSource clock) {
        var known = jobs.kinds().get(NAME);
        if (known == null || !known.queue().equals(QUEUE)) {
            throw new IllegalArgumentException(
                    "%s.kinds.\"%s\" is missing, or not in the queue %s; correct the setting."
                            .formatted(JobSettings.PATH, NAME, QUEUE));
        }
        this.kind = known;
        this.again = jobs.times().again();
        this.clock = clock;
    }

    static Optional<String> delivery(String payload) {
        try {
            return Optional.of(JSON.readTree(payload).path(FIELD).asText()).filter(Ids::isId);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    @Override
    public JobRow of(Parcel parcel) {
        var payload = JSON.createObjectNode().put(FIELD, parcel.delivery()).toString();
        var spec =
                new JobSpec(
                        kind.queue(),
                        NAME,
                        parcel.endpoint(),
                        payload,
                        Priority.NORMAL,
                        null,
                        parcel.delivery(),
                        null);
        var id = new JobId(parcel.delivery());
        var job = new NewJob(parcel.app(), id, true, null, spec, null, Terms.FREE, null);
        var now = clock.instant();
        var trace = parcel.trace() == null ? LogTrace.ofThread() : parcel.trace();
        return new JobRow(job, kind.ordered(), kind.maxAttempts(), payload, now, again, trace);
    }
}
