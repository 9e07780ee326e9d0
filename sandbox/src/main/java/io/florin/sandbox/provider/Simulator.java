package io.florin.sandbox.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a {@link ProviderServer} serves. */
public interface Simulator extends AutoCloseable {
    Manners manners();

    /** All layers, the outermost first. */
    Handler handler();

    /**
     * Moves an object on by hand, as the world outside would: a customer pays, a bank refuses.
     *
     * @throws IllegalArgumentException with a sentence, when there is no such object or no such
     *     move
     */
    void move(String id, String status);

    /** Takes up what was under way when the process before this one ended. */
    void resume();

    /** The deliveries of webhooks, the newest last; bounded. */
    List<ObjectNode> told();

    @Override
    void close();
}
