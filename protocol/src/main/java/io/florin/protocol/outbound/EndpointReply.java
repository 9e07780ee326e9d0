package io.florin.protocol.outbound;

import io.florin.protocol.refusal.Refusal;

/** What became of a wish about an endpoint. */
public sealed interface EndpointReply<T> {
    /** It is so now. */
    record Done<T>(T value) implements EndpointReply<T> {}

    /** Nothing was changed. */
    record Refused<T>(Refusal why, String detail) implements EndpointReply<T> {
        public Refused(Refusal why) {
            this(why, why.sentence());
        }
    }
}
