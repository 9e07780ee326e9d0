package io.florin.node.ai.provider;

import io.florin.node.job.Outcome.Again;
import io.florin.protocol.job.JobError;
import org.jspecify.annotations.Nullable;

/** What came of asking a model. */
public sealed interface Answer {
    /**
     * It answered, and is paid for it.
     *
     * @param model its own name, more exact than the one it was asked by
     * @param text what it says; empty if it refuses to
     * @param refusal why it says nothing; null if it does
     * @param usage null if the provider told none
     */
    record Completion(
            String provider,
            String model,
            String text,
            @Nullable String refusal,
            @Nullable Usage usage)
            implements Answer {}

    /** It did not. */
    record Fault(Trouble trouble, JobError error, Again again) implements Answer {}

    /** Whose fault it is. */
    enum Trouble {
        /** The request's: it would fail again. */
        REQUEST,
        /** Our key's. */
        DENIED,
        /** We ask too fast. */
        RATE,
        /** Nothing is left to pay with: somebody has to be told. */
        QUOTA,
        /** The provider's, or the way's to it. */
        PROVIDER,
        /** Nobody was asked: the provider's circuit is open. */
        CIRCUIT,
        /** Nobody was asked: there is no provider, or no time left. */
        NOBODY
    }
}
