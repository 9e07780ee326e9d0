package io.florin.node.ai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.florin.node.ai.provider.Request;
import org.jspecify.annotations.Nullable;

/**
 * What one kind of AI job says of itself; everything is a pure function.
 *
 * @param <P> what is in the payload
 */
interface Task<P> {
    /** The prompt in use, with its version; null where a model needs none. */
    @Nullable String prompt();

    P read(String payload) throws PayloadFault;

    /** The result where no model is needed; null where one is. */
    default @Nullable ObjectNode withoutModel(P payload) {
        return null;
    }

    Request request(P payload);

    Judgement judge(P payload, String answer);

    /** The result if no model answers in time; null if the job has to wait for one. */
    default @Nullable ObjectNode insteadOfModel(P payload) {
        return null;
    }
}
