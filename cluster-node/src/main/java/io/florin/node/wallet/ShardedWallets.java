package io.florin.node.wallet;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.InDoubt;
import io.florin.protocol.wallet.WalletReply.NotTaken;
import io.florin.protocol.wallet.Wallets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** The only code that knows wallets are sharded actors. On a node without wallets it is a proxy. */
public final class ShardedWallets implements Wallets {
    public static final EntityTypeKey<WalletMessage> KEY =
            EntityTypeKey.create(WalletMessage.class, WalletBehavior.ENTITY_TYPE);

    private static final long ASK_AGAIN_MILLIS = 100;

    private final ClusterSharding sharding;
    private final WalletSettings settings;
    private final InstantSource clock;
    private final LocalWallets local = new LocalWallets();
    private final AtomicInteger inFlight = new AtomicInteger();

    private ShardedWallets(ClusterSharding sharding, WalletSettings settings, InstantSource clock) {
        this.sharding = sharding;
        this.settings = settings;
        this.clock = clock;
    }

    /** Begins sharding on this node; it holds wallets if it has their role. */
    public static ShardedWallets start(
            ClusterSharding sharding, WalletSettings settings, Memory memory, InstantSource clock) {
        var wallets = new ShardedWallets(sharding, settings, clock);
        var surroundings = new Surroundings(settings, memory, wallets.local, wallets::tell, clock);
        sharding.init(
                Entity.of(
                                KEY,
                                entity ->
                                        WalletBehavior.create(
                                                WalletId.parse(entity.getEntityId()), surroundings))
                        .withRole(settings.role())
                        .withStopMessage(WalletMessage.Stop.STOP));
        return wallets;
    }

    @Override
    public CompletionStage<WalletReply> execute(WalletId wallet, Request request) {
        return insist(wallet, request, deadline(), ASK_AGAIN_MILLIS);
    }

    /**
     * A wallet that has to stop leaves in doubt whoever waits for an open transfer. Where it is
     * next it is asked again under the same name, less and less often, until the caller's time is
     * over.
     */
    private CompletionStage<WalletReply> insist(
            WalletId wallet, Request request, Instant deadline, long pauseMillis) {
        return ask(
                        wallet,
                        replyTo -> new WalletMessage.Execute(request, deadline, replyTo),
                        deadline,
                        new InDoubt())
                .thenComposeAsync(
                        reply -> {
                            var again = clock.instant().plusMillis(pauseMillis);
                            if (!(reply instanceof InDoubt) || !again.isBefore(deadline)) {
                                return CompletableFuture.completedFuture(reply);
                            }
                            var pause =
                                    CompletableFuture.delayedExecutor(
                                            pauseMillis, TimeUnit.MILLISECONDS);
                            return CompletableFuture.completedFuture(request)
                                    .thenComposeAsync(
                                            same -> insist(wallet, same, deadline, 2 * pauseMillis),
                                            pause);
                        },
                        Runnable::run);
    }

    @Override
    public CompletionStage<WalletReply> ask(WalletId wallet, Inquiry inquiry) {
        var deadline = deadline();
        return ask(
                wallet,
                replyTo -> new WalletMessage.Ask(inquiry, deadline, replyTo),
                deadline,
                new NotTaken(Refusal.UNAVAILABLE));
    }

    /** Recovers the wallet if it sleeps, so that it takes up what is unfinished. */
    public void wake(WalletId wallet) {
        sharding.entityRefFor(KEY, wallet.toString()).tell(WalletMessage.Wake.WAKE);
    }

    /** Whether it is in memory on this node; wakes nobody. */
    public boolean livesHere(WalletId wallet) {
        return local.find(wallet) != null;
    }

    /** Of this node's wallets, at most so many. */
    public List<HotWallets.Heat> hottest(int most) {
        return local.hot().hottest(most);
    }

    /** What this node's wallets have to do. */
    public WalletLoad load() {
        return new WalletLoad(
                local.living(),
                local.undecided(),
                local.waiting(),
                inFlight.get(),
                settings.maxInFlight());
    }

    /** Requests under way through this door. */
    public int inFlight() {
        return inFlight.get();
    }

    /** What is lost is repeated, so a wallet that lives here is told directly. */
    private void tell(PeerMessage message) {
        var peer = new WalletMessage.Peer(message);
        var here = local.find(message.to());
        if (here == null) {
            sharding.entityRefFor(KEY, message.to().toString()).tell(peer);
        } else {
            here.tell(peer);
        }
    }

    private Instant deadline() {
        return clock.instant().plusMillis(settings.askTimeoutMillis());
    }

    /**
     * The mapping of silence must stay the first stage: a later one sees the failure wrapped. It
     * says where it runs, because the plain form may start a thread for each reply.
     */
    private CompletionStage<WalletReply> ask(
            WalletId id,
            Function<ActorRef<WalletReply>, WalletMessage> message,
            Instant deadline,
            WalletReply silence) {
        if (inFlight.incrementAndGet() > settings.maxInFlight()) {
            inFlight.decrementAndGet();
            return CompletableFuture.completedFuture(new NotTaken(Refusal.BUSY));
        }
        return sharding.entityRefFor(KEY, id.toString())
                .<WalletReply>ask(message::apply, Duration.between(clock.instant(), deadline))
                .handleAsync(
                        (reply, failure) -> {
                            inFlight.decrementAndGet();
                            return failure == null ? reply : unanswered(failure, silence);
                        },
                        Runnable::run);
    }

    private static WalletReply unanswered(Throwable failure, WalletReply silence) {
        if (failure instanceof TimeoutException) return silence;
        throw new CompletionException(failure);
    }
}
