package io.florin.node.management;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.logging.LevelChange;
import org.apache.pekko.actor.typed.ActorRef;

/** What comes to a node's desk. */
public sealed interface DeskMessage {
    /** What comes from other actors, maybe from another node. */
    sealed interface Remote extends DeskMessage {}

    record ChangeLevel(LevelChange change, ActorRef<DeskReply.LevelChanged> replyTo)
            implements Remote {}

    record TellLevels(ActorRef<DeskReply.Levels> replyTo) implements Remote {}

    /** Whether the wallet is in memory there; nobody wakes it. */
    record FindWallet(WalletId wallet, ActorRef<DeskReply.WalletFound> replyTo) implements Remote {}

    /** The time of a change is over. */
    record Over(String logger) implements DeskMessage {}
}
