package io.florin.node.ai.provider;

import java.time.Duration;

/** One provider's models. Calls block and are many at a time. */
public interface Model extends AutoCloseable {
    /** As it stands in settings and in what jobs have cost. */
    String provider();

    /**
     * Asks once: whoever calls decides whether it is asked again.
     *
     * @param name of the model, in the provider's words
     * @throws InterruptedException the call was broken off; it may be billed
     */
    Answer complete(String name, Request request, Duration within) throws InterruptedException;

    @Override
    void close();
}
