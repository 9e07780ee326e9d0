package io.florin.node.wallet;

import io.florin.node.actor.ActorCounts.Kind;
import io.florin.persistence.trace.LogTrace;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.Done;
import io.florin.protocol.wallet.WalletReply.InDoubt;
import io.florin.protocol.wallet.WalletReply.NotTaken;
import io.florin.protocol.wallet.Wallets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** The only code that knows wallets are sharded actors. On a node without wallets it is a proxy. */
public final class ShardedWallets implements Wallets {
    public static final EntityTypeKey<WalletMessage> KEY =
            EntityTypeKey.create(WalletMessage.class, WalletBehavior.ENTITY_TYPE);

    /** Of a first attempt; whoever answers hardly ever takes so long. */
    private static final long FIRST_PATIENCE_MILLIS = 1_000;

    private static final long PAUSE_MILLIS = 100;

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
                        .withEntityProps(Kind.WALLET.mailbox())
                        .withStopMessage(WalletMessage.Stop.STOP));
        return wallets;
    }

    @Override
    public CompletionStage<WalletReply> execute(WalletId wallet, Request request) {
        var deadline = deadline();
        var traced = request.tracedBy(LogTrace.ofThread());
        return insist(
                wallet,
                replyTo -> new WalletMessage.Execute(traced, deadline, replyTo),
                new Wait(deadline, new InDoubt(), request.isNamed()),
                FIRST_PATIENCE_MILLIS);
    }

    @Override
    public CompletionStage<WalletReply> ask(WalletId wallet, Inquiry inquiry) {
        var deadline = deadline();
        return insist(
                wallet,
                replyTo -> new WalletMessage.Ask(inquiry, deadline, replyTo),
                new Wait(deadline, new NotTaken(Refusal.UNAVAILABLE), true),
                FIRST_PATIENCE_MILLIS);
    }

    /** How long a caller waits, what silence means then, and whether to ask again till then. */
    private record Wait(Instant deadline, WalletReply silence, boolean again) {}

    /**
     * A message may be lost with a node, or between two as shards move, and a wallet that has to
     * stop leaves in doubt whoever waits for an open transfer. So it is sent again, with the same
     * name, where the wallet is then, with twice the patience, until the caller's time is over.
     */
    private CompletionStage<WalletReply> insist(
            WalletId id,
            Function<ActorRef<WalletReply>, WalletMessage> message,
            Wait wait,
            long patienceMillis) {
        long leftMillis = Duration.between(clock.instant(), wait.deadline()).toMillis();
        long mostMillis = wait.again() ? patienceMillis : Long.MAX_VALUE;
        var patience = Duration.ofMillis(Math.clamp(leftMillis, 1, mostMillis));
        return ask(id, message, patience)
                .thenComposeAsync(
                        heard -> {
                            boolean isFirst = patienceMillis == FIRST_PATIENCE_MILLIS;
                            if (heard.isPresent() && isFinal(heard.get(), isFirst)) {
                                return CompletableFuture.completedFuture(heard.get());
                            }
                            var again = clock.instant().plusMillis(PAUSE_MILLIS);
                            if (!wait.again() || !again.isBefore(wait.deadline())) {
                                return CompletableFuture.completedFuture(wait.silence());
                            }
                            return later(() -> insist(id, message, wait, 2 * patienceMillis));
                        },
                        Runnable::run);
    }

    /** That an attempt was not taken says nothing of those before it. */
    private static boolean isFinal(WalletReply reply, boolean isFirst) {
        return switch (reply) {
            case Done _, Denied _ -> true;
            case NotTaken _ -> isFirst;
            case InDoubt _ -> false;
        };
    }

    private static CompletionStage<WalletReply> later(
            Supplier<CompletionStage<WalletReply>> attempt) {
        return CompletableFuture.supplyAsync(
                        attempt,
                        CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS))
                .thenCompose(Function.identity());
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
     * Empty: silence. Its mapping must stay the first stage: a later one sees the failure wrapped.
     * It says where it runs, because the plain form may start a thread for each reply.
     */
    private CompletionStage<Optional<WalletReply>> ask(
            WalletId id,
            Function<ActorRef<WalletReply>, WalletMessage> message,
            Duration patience) {
        if (inFlight.incrementAndGet() > settings.maxInFlight()) {
            inFlight.decrementAndGet();
            return CompletableFuture.completedFuture(Optional.of(new NotTaken(Refusal.BUSY)));
        }
        return sharding.entityRefFor(KEY, id.toString())
                .<WalletReply>ask(message::apply, patience)
                .handleAsync(
                        (reply, failure) -> {
                            inFlight.decrementAndGet();
                            return failure == null ? Optional.of(reply) : unanswered(failure);
                        },
                        Runnable::run);
    }

    private static Optional<WalletReply> unanswered(Throwable failure) {
        if (failure instanceof TimeoutException) return Optional.empty();
        throw new CompletionException(failure);
    }
}
