package io.florin.node.job;

import io.florin.node.job.JobKinds.Kind;
import io.florin.node.job.JobKinds.Priced;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** One kind with a price, one without. */
final class TwoKinds implements JobKinds {
    @Override
    public Set<String> queues() {
        return Set.of("ai", "payment");
    }

    @Override
    public Duration again() {
        return Duration.ofMinutes(2);
    }

    @Override
    public Optional<Kind> find(String kind) {
        return switch (kind) {
            case "free" -> Optional.of(new Kind("ai", true, 3, Priced.NEVER));
            case "paid" -> Optional.of(new Kind("ai", true, 3, Priced.REQUIRED));
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<String> fault(String kind, String payload) {
        return payload.contains("bad") ? Optional.of("It is bad.") : Optional.empty();
    }
}
