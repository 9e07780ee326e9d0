package io.florin.node.session;

import com.typesafe.config.ConfigFactory;
import io.florin.node.actor.ActorCounts.Kind;
import io.florin.node.session.SessionBehavior.Surroundings;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.session.SessionCommand;
import io.florin.protocol.session.SessionId;
import io.florin.protocol.session.SessionReply;
import io.florin.protocol.session.SessionReply.InDoubt;
import io.florin.protocol.session.SessionReply.NotTaken;
import io.florin.protocol.session.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityContext;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * The only code that knows sessions are sharded actors. On a node without sessions it is a proxy.
 */
public final class ShardedSessions implements Sessions {
    public static final EntityTypeKey<SessionMessage> KEY =
            EntityTypeKey.create(SessionMessage.class, SessionBehavior.ENTITY_TYPE);

    private final ClusterSharding sharding;
    private final SessionSettings settings;
    private final Roster roster;
    private final InstantSource clock;
    private final AtomicInteger inFlight = new AtomicInteger();

    private ShardedSessions(
            ClusterSharding sharding,
            SessionSettings settings,
            Roster roster,
            InstantSource clock) {
        this.sharding = sharding;
        this.settings = settings;
        this.roster = roster;
        this.clock = clock;
    }

    /** Begins sharding on this node; it holds sessions if it has their role. */
    public static ShardedSessions start(
            ActorSystem<?> system, SessionSettings settings, Roster roster, InstantSource clock) {
        var sharding = ClusterSharding.get(system);
        var surroundings = new Surroundings(settings, clock);
        sharding.init(
                Entity.of(KEY, entity -> session(entity, surroundings))
                        .withRole(settings.role())
                        .withEntityProps(Kind.SESSION.mailbox())
                        .withSettings(sharding(system, settings))
                        .withStopMessage(SessionMessage.Stop.STOP));
        return new ShardedSessions(sharding, settings, roster, clock);
    }

    private static Behavior<SessionMessage> session(
            EntityContext<SessionMessage> entity, Surroundings surroundings) {
        return SessionBehavior.create(
                SessionId.parse(entity.getEntityId()),
                surroundings,
                self -> entity.getShard().tell(new ClusterSharding.Passivate<>(self)));
    }

    private static ClusterShardingSettings sharding(
            ActorSystem<?> system, SessionSettings settings) {
        var own =
                """
                number-of-shards = %d
                passivation {
                  strategy = session
                  session {
                    active-entity-limit = %d
                    replacement.policy = "least-recently-used"
                    idle-entity.timeout = %ds
                  }
                }
                """
                        .formatted(settings.shards(), settings.maxLive(), settings.idleSeconds());
        return ClusterShardingSettings.fromConfig(
                        ConfigFactory.parseString(own)
                                .withFallback(
                                        system.settings()
                                                .config()
                                                .getConfig("pekko.cluster.sharding")))
                .withRole(settings.role());
    }

    @Override
    public CompletionStage<SessionReply> execute(SessionId session, SessionCommand command) {
        var deadline = deadline();
        return ask(
                session,
                replyTo -> new SessionMessage.Execute(command, deadline, replyTo),
                new InDoubt());
    }

    @Override
    public CompletionStage<SessionReply> look(SessionId session) {
        var deadline = deadline();
        return ask(
                session,
                replyTo -> new SessionMessage.Look(deadline, replyTo),
                new NotTaken(Refusal.UNAVAILABLE));
    }

    @Override
    public CompletionStage<List<SessionId>> ofUser(String app, String user) {
        return roster.ofUser(app, user);
    }

    /** Requests under way through this door. */
    public int inFlight() {
        return inFlight.get();
    }

    private Instant deadline() {
        return clock.instant().plusMillis(settings.askTimeoutMillis());
    }

    /**
     * The mapping of silence must stay the first stage: a later one sees the failure wrapped. It
     * says where it runs, because the plain form may start a thread for each reply.
     */
    private CompletionStage<SessionReply> ask(
            SessionId id,
            Function<ActorRef<SessionReply>, SessionMessage> message,
            SessionReply silence) {
        if (inFlight.incrementAndGet() > settings.maxInFlight()) {
            inFlight.decrementAndGet();
            return CompletableFuture.completedFuture(new NotTaken(Refusal.BUSY));
        }
        return sharding.entityRefFor(KEY, id.toString())
                .<SessionReply>ask(message::apply, Duration.ofMillis(settings.askTimeoutMillis()))
                .handleAsync(
                        (reply, failure) -> {
                            inFlight.decrementAndGet();
                            return failure == null ? reply : unanswered(failure, silence);
                        },
                        Runnable::run);
    }

    private static SessionReply unanswered(Throwable failure, SessionReply silence) {
        if (failure instanceof TimeoutException) return silence;
        throw new CompletionException(failure);
    }
}
