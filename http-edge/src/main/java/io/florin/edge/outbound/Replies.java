package io.florin.edge.outbound;

import io.florin.edge.json.Unfit;
import io.florin.protocol.outbound.EndpointReply;
import io.florin.protocol.outbound.EndpointReply.Done;
import io.florin.protocol.outbound.EndpointReply.Refused;

/** What the door says, as values and as what does not fit. */
final class Replies {
    private Replies() {}

    static <T> T done(EndpointReply<T> reply) throws Unfit {
        return switch (reply) {
            case Done<T>(var value) -> value;
            case Refused<T>(var why, var detail) -> throw new Unfit(why, detail);
        };
    }
}
