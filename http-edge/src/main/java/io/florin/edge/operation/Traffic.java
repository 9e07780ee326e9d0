package io.florin.edge.operation;

import io.florin.edge.signature.Flaw;
import io.florin.protocol.trace.Trace;
import io.florin.protocol.webhook.Webhooks.Receipt;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is told of every answer, so that somebody can count them. Nothing that callers choose is told
 * without bounds: the route is an operation, the method one of ours or none.
 */
public interface Traffic {
    /** Nobody counts. */
    Traffic UNSEEN =
            new Traffic() {
                @Override
                public void answered(Optional<Operation> operation, int status, long nanos) {
                    // Nobody counts.
                }

                @Override
                public void webhook(String provider, Receipt receipt) {
                    // Nobody counts.
                }

                @Override
                public void webhook(String provider, Flaw flaw) {
                    // Nobody counts.
                }
            };

    /** None: the address or the method was not ours. */
    void answered(Optional<Operation> operation, int status, long nanos);

    /** The answer of a sampled trace, besides; for most people that is nothing. */
    default void traced(Traced answer) {}

    /**
     * An answer that is part of a sampled trace.
     *
     * @param trace with the request's own id
     * @param sender the id of what has sent the request; null: the trace begins with it
     */
    record Traced(
            Trace trace,
            @Nullable String sender,
            Optional<Operation> operation,
            int status,
            long nanos) {}

    /** A provider's message is safe. */
    void webhook(String provider, Receipt receipt);

    /** A message that is not taken for the provider's. */
    void webhook(String provider, Flaw flaw);
}
