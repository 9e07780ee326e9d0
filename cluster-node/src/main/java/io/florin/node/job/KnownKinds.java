package io.florin.node.job;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The kinds of the settings, with the payloads that their handlers take. */
public record KnownKinds(JobSettings settings, JobHandlers handlers) implements JobKinds {
    @Override
    public Set<String> queues() {
        return settings.parallel().keySet();
    }

    @Override
    public Duration again() {
        return settings.times().again();
    }

    @Override
    public Optional<Kind> find(String kind) {
        return Optional.ofNullable(settings.kinds().get(kind))
                .map(known ->
                        new Kind(
                                known.queue(),
                                known.ordered(),
                                known.maxAttempts(),
                                known.price()));
    }

    @Override
    public Optional<String> fault(String kind, String payload) {
        return handlers.fault(kind, payload);
    }
}
