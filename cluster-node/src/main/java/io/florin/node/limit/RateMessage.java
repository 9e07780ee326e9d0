package io.florin.node.limit;

import io.florin.protocol.limit.RateRule;
import io.florin.protocol.limit.RateVerdict;
import org.apache.pekko.actor.typed.ActorRef;

/** The mailbox protocol of an actor that counts. */
public sealed interface RateMessage {
    /** So many more requests of the subject, all or none; maybe from another node. */
    record Take(RateRule rule, String app, String subject, int count, ActorRef<RateVerdict> replyTo)
            implements RateMessage {}

    /** Time to forget what is over. */
    enum Sweep implements RateMessage {
        SWEEP
    }
}
