package io.florin.node.projection;

import io.florin.persistence.ledger.OpenWorkQuery;
import io.florin.persistence.ledger.OpenWorkQuery.Kind;
import io.florin.persistence.ledger.OpenWorkQuery.OpenWork;
import io.florin.protocol.account.WalletId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Wakes wallets whose work has been unfinished for a while, a page at a time: after a node dies,
 * nothing waits for the next client. One in the cluster.
 */
final class Sweeper extends AbstractBehavior<Sweeper.Message> {
    sealed interface Message {}

    enum Sweep implements Message {
        SWEEP
    }

    private record Found(Kind kind, List<OpenWork> work) implements Message {}

    private record Failed(Kind kind, Throwable cause) implements Message {}

    /** Wakes a wallet, wherever it lives. */
    @FunctionalInterface
    interface Wakes {
        void wake(WalletId wallet);
    }

    /** What a sweeper works with. */
    record Tools(
            OpenWorkQuery query,
            Wakes wakes,
            ReadSideSettings settings,
            InstantSource clock,
            Executor blocking) {}

    private final Tools tools;
    private @Nullable OpenWork lastTransfer;
    private @Nullable OpenWork lastHold;

    private Sweeper(ActorContext<Message> context, TimerScheduler<Message> timers, Tools tools) {
        super(context);
        this.tools = tools;
        timers.startTimerWithFixedDelay(
                Sweep.SWEEP, Duration.ofMillis(tools.settings().sweepEveryMillis()));
    }

    static Behavior<Message> create(Tools tools) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new Sweeper(context, timers, tools)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::onMessage).build();
    }

    private Behavior<Message> onMessage(Message message) {
        switch (message) {
            case Sweep.SWEEP -> {
                look(Kind.TRANSFER, lastTransfer);
                look(Kind.HOLD, lastHold);
            }
            case Found(var kind, var work) -> {
                work.forEach(each -> tools.wakes().wake(each.wallet()));
                boolean more = work.size() == tools.settings().sweepWallets();
                goOnBehind(kind, more ? work.getLast() : null);
            }
            case Failed(var kind, var cause) -> {
                getContext().getLog().warn("Unfinished work was not found: {}", cause.toString());
                goOnBehind(kind, null);
            }
        }
        return this;
    }

    private void goOnBehind(Kind kind, @Nullable OpenWork last) {
        switch (kind) {
            case TRANSFER -> lastTransfer = last;
            case HOLD -> lastHold = last;
        }
    }

    private void look(Kind kind, @Nullable OpenWork after) {
        var settings = tools.settings();
        var before = tools.clock().instant().minusMillis(settings.sweepAfterMillis());
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(
                                () ->
                                        tools.query()
                                                .read(kind, before, after, settings.sweepWallets()),
                                tools.blocking()),
                        (work, failure) ->
                                failure == null
                                        ? new Found(kind, work)
                                        : new Failed(kind, failure));
    }
}
