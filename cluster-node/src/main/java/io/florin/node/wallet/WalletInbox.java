package io.florin.node.wallet;

import io.florin.node.actor.ActorCounts.Failure;
import io.florin.node.wallet.WalletMessage.End;
import io.florin.node.wallet.WalletMessage.Flush;
import io.florin.node.wallet.WalletMessage.Step;
import io.florin.node.wallet.WalletMessage.Task;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Stands before a wallet's event-sourced behaviour. Tasks go to the process at once, whatever that
 * behaviour is doing: while it writes, recovers or waits to be restarted they collect there, within
 * the process's bound, and never in a stash that drops what overflows. An idle wallet decides on
 * the spot.
 */
final class WalletInbox extends BehaviorInterceptor<WalletMessage, Step> {
    private final WalletBehavior wallet;

    WalletInbox(WalletBehavior wallet) {
        super(WalletMessage.class);
        this.wallet = wallet;
    }

    @Override
    public Behavior<Step> aroundReceive(
            TypedActorContext<WalletMessage> context,
            WalletMessage message,
            ReceiveTarget<Step> target) {
        try {
            return switch (message) {
                case Task task ->
                        wallet.collect(task.work())
                                ? target.apply(context, Flush.FLUSH)
                                : Behaviors.same();
                case End _ when wallet.isUnread() -> Behaviors.stopped();
                case Step step -> target.apply(context, step);
            };
        } catch (RuntimeException | Error e) {
            wallet.failed(Failure.STOPPED);
            throw e;
        }
    }

    @Override
    public Behavior<Step> aroundSignal(
            TypedActorContext<WalletMessage> context, Signal signal, SignalTarget<Step> target) {
        if (signal instanceof PostStop) wallet.end();
        return target.apply(context, signal);
    }
}
