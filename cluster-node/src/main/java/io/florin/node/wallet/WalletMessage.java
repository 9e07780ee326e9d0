package io.florin.node.wallet;

import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletReply;
import java.time.Instant;
import org.apache.pekko.actor.typed.ActorRef;

/** The mailbox protocol of a wallet's actor: the only place where a reply address appears. */
public sealed interface WalletMessage {
    /** What comes from other actors, maybe from another node. */
    sealed interface Remote extends WalletMessage {}

    /** What waits until the wallet decides it. */
    sealed interface Task extends Remote {
        Work<ActorRef<WalletReply>> work();
    }

    record Execute(Request request, Instant deadline, ActorRef<WalletReply> replyTo)
            implements Task {
        @Override
        public Work<ActorRef<WalletReply>> work() {
            return new Work.Execute<>(request, deadline, replyTo);
        }
    }

    record Ask(Inquiry inquiry, Instant deadline, ActorRef<WalletReply> replyTo) implements Task {
        @Override
        public Work<ActorRef<WalletReply>> work() {
            return new Work.Ask<>(inquiry, deadline, replyTo);
        }
    }

    /** From another wallet. */
    record Peer(PeerMessage message) implements Task {
        @Override
        public Work<ActorRef<WalletReply>> work() {
            return new Work.Hear<>(message);
        }
    }

    /** Nothing but a reason to be alive: recovery takes up what is unfinished. */
    enum Wake implements Task {
        WAKE;

        @Override
        public Work<ActorRef<WalletReply>> work() {
            return new Work.Swept<>();
        }
    }

    /** What moves the wallet on; it waits while a write is outstanding. */
    sealed interface Step extends WalletMessage {}

    /** Sharding wants the wallet to end: for idleness, for room, or to move. */
    enum Stop implements Remote, Step {
        STOP
    }

    /** Decide what has collected. */
    enum Flush implements Step {
        FLUSH
    }

    /** A time set before has come. */
    enum Alarm implements Step {
        ALARM
    }

    /** The process has ended; so may the actor. */
    enum End implements Step {
        END
    }

    record Found(long generation, Memory.Found found) implements Step {}

    record NotFound(long generation, Throwable cause) implements Step {}
}
