package io.florin.sandbox.provider;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a simulator stands.
 *
 * @param folder keeps what the provider knows; null forgets it at the end
 * @param webhooks where events are told, the next one when one does not take it; none tells nobody
 * @param step how long the world outside takes for one step, such as a bank for a payout
 */
public record Surroundings(
        @Nullable Path folder, List<URI> webhooks, InstantSource clock, Duration step) {
    public Surroundings {
        webhooks = List.copyOf(webhooks);
    }

    /** The same place, with events told there. */
    public Surroundings telling(List<URI> webhooks) {
        return new Surroundings(folder, webhooks, clock, step);
    }
}
