package io.florin.node.membership;

import io.florin.persistence.database.Database;
import io.florin.persistence.membership.Card;
import io.florin.persistence.membership.NodeTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.typed.Cluster;

/** This node among those that live, from its start to its end. */
public final class Presence {
    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(4);

    private final AtomicReference<Standing> standing;

    /** What it needs; the database is waited for on {@code blocking}. */
    record Ground(
            Database database,
            Candidate candidate,
            MembershipSettings settings,
            InstantSource clock,
            Executor blocking) {}

    /** What its actor works with. */
    record Tools(
            RollCall rollCall,
            MembershipSettings settings,
            Executor blocking,
            AtomicReference<Standing> standing) {}

    private Presence(AtomicReference<Standing> standing) {
        this.standing = standing;
    }

    /**
     * Writes the node's row and keeps it fresh until the system ends. A node that may not be here
     * ends.
     *
     * @param apps whose requests it serves; none if it has no edge
     * @param clock this node's own
     * @param blocking where the database is waited for
     */
    public static Presence start(
            ActorSystem<?> system,
            Database database,
            Set<String> apps,
            InstantSource clock,
            Executor blocking) {
        var config = system.settings().config();
        var candidate = Candidate.from(config, apps);
        var settings = MembershipSettings.from(config);
        return start(system, new Ground(database, candidate, settings, clock, blocking));
    }

    static Presence start(ActorSystem<?> system, Ground ground) {
        var standing = new AtomicReference<>(Standing.UNKNOWN);
        var tools =
                new Tools(rollCall(system, ground), ground.settings(), ground.blocking(), standing);
        var actor = system.systemActorOf(PresenceBehavior.create(tools), "presence", Props.empty());
        CoordinatedShutdown.get(system)
                .addTask(
                        CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
                        "presence-leave",
                        () ->
                                AskPattern.ask(
                                        actor,
                                        PresenceBehavior.Leave::new,
                                        LEAVE_LIMIT,
                                        system.scheduler()));
        return new Presence(standing);
    }

    /** By now its address is known. */
    private static RollCall rollCall(ActorSystem<?> system, Ground ground) {
        var self = Cluster.get(system).selfMember().uniqueAddress();
        var address = self.address().hostPort();
        var asked = ground.candidate();
        return new RollCall(
                new Candidate(Optional.of(address), asked.release(), asked.apps(), asked.seeds()),
                new Card(address, Incarnation.of(self), asked.release(), asked.apps()),
                new NodeTable(ground.database(), ground.settings().staleAfter()),
                ground.clock(),
                ground.settings().strangerLimit());
    }

    public Standing standing() {
        return standing.get();
    }
}
