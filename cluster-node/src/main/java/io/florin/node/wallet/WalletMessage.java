package io.florin.node.wallet;

import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletQuery;
import io.florin.protocol.wallet.WalletReply;
import java.time.Instant;
import org.apache.pekko.actor.typed.ActorRef;

/** The mailbox protocol of a wallet's actor: the only place where a reply address appears. */
public sealed interface WalletMessage {
    /** What comes from other actors, maybe from another node. */
    sealed interface Remote extends WalletMessage {}

    record Execute(Request request, Instant deadline, ActorRef<WalletReply> replyTo)
            implements Remote {}

    record Ask(WalletQuery query, Instant deadline, ActorRef<WalletReply> replyTo)
            implements Remote {}

    /** From another wallet. */
    record Peer(PeerMessage message) implements Remote {}

    /** Nothing but a reason to be alive: recovery takes up what is unfinished. */
    enum Wake implements Remote {
        WAKE
    }

    /** Sharding wants the wallet to end: for idleness, for room, or to move. */
    enum Stop implements Remote {
        STOP
    }

    /** What the actor says to itself. */
    sealed interface Own extends WalletMessage {}

    /** Decide what has collected. */
    enum Flush implements Own {
        FLUSH
    }

    /** A time set before has come. */
    enum Alarm implements Own {
        ALARM
    }

    /** The process has ended; so may the actor. */
    enum End implements Own {
        END
    }

    record Found(long generation, Memory.Found found) implements Own {}

    record NotFound(long generation, Throwable cause) implements Own {}
}
