package io.florin.node.job;

import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.refusal.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Which queues and kinds of jobs there are, as the node's settings and handlers say. */
public interface JobKinds {
    /** Whether jobs of a kind have a price. */
    enum Priced {
        REQUIRED,
        OPTIONAL,
        NEVER;

        boolean allows(boolean hasPrice) {
            return switch (this) {
                case REQUIRED -> hasPrice;
                case OPTIONAL -> true;
                case NEVER -> !hasPrice;
            };
        }
    }

    /**
     * What the door must know of a kind.
     *
     * @param maxAttempts for a job that names no number
     */
    record Kind(String queue, boolean ordered, int maxAttempts, Priced priced) {}

    Set<String> queues();

    /** After so long the dispatcher tells of a job that still waits. */
    Duration again();

    Optional<Kind> find(String kind);

    /** What is wrong with a payload, in a sentence; empty if nothing is. */
    Optional<String> fault(String kind, String payload);

    /** Why no node takes such a job; empty if it may be taken. */
    default Optional<Refusal> refusal(NewJob job) {
        var spec = job.spec();
        if (!queues().contains(spec.queue())) return Optional.of(Refusal.QUEUE_UNKNOWN);
        var kind = find(spec.kind()).filter(it -> it.queue().equals(spec.queue()));
        if (kind.isEmpty()) return Optional.of(Refusal.JOB_KIND_UNKNOWN);
        if (!kind.get().priced().allows(job.price() != null)) {
            return Optional.of(Refusal.PRICE_INVALID);
        }
        return fault(spec.kind(), spec.payload()).map(_ -> Refusal.PAYLOAD_INVALID);
    }
}
