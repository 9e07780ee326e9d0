package io.florin.node.membership;

import io.florin.persistence.database.DatabaseException;
import io.florin.persistence.lease.LeaseTable.Holding;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.coordination.lease.LeaseSettings;
import org.apache.pekko.coordination.lease.javadsl.Lease;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lease that Pekko's split-brain resolver asks for, as a part of a torn cluster needs it. Who
 * is refused it ends, and all whom it still reaches: so no part is refused it without need.
 *
 * <ul>
 *   <li>It belongs to the part: held by a member that is still here it is taken over, whoever asked
 *       for it at the tear before.
 *   <li>Of a holder that has died nobody knows. So it is waited for until it is free, unless its
 *       holder renews it and so lives in another part.
 *   <li>A database that fails is asked again meanwhile.
 *   <li>A smaller part that hears the others again is refused. Pekko lets it ask some seconds after
 *       the larger one and looks no more at the cluster meanwhile; with the lease it would end all
 *       others, without it ends itself.
 * </ul>
 *
 * <p>Pekko asks {@link #checkLease} at each decision. The answer is always no: where it was yes,
 * Pekko would still give the lease back when the time of the tear before is over.
 */
public final class ResolverLease extends Lease {
    private static final Logger LOG = LoggerFactory.getLogger(ResolverLease.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final DatabaseLease lease;
    private final Supplier<Part> part;
    private volatile Part decided = new Part(Set.of(), Set.of());
    private volatile @Nullable Long askedAtNanos;

    /** As Pekko makes it; the cluster is asked for later, because it is not there yet. */
    public ResolverLease(LeaseSettings settings, ExtendedActorSystem system) {
        this(new DatabaseLease(settings, system), () -> Part.of(Cluster.get(system).state()));
    }

    ResolverLease(DatabaseLease lease, Supplier<Part> part) {
        this.lease = lease;
        this.part = part;
    }

    @Override
    public LeaseSettings getSettings() {
        return lease.getSettings();
    }

    @Override
    public CompletionStage<Boolean> acquire() {
        askedAtNanos = System.nanoTime();
        return lease.acquire(this::take);
    }

    /** Nobody is told when it is lost: Pekko asks for it again at each decision. */
    @Override
    public CompletionStage<Boolean> acquire(Consumer<Optional<Throwable>> whenLost) {
        return acquire();
    }

    /** Not what was asked for just now: that release was due for the tear before. */
    @Override
    public CompletionStage<Boolean> release() {
        var askedAt = askedAtNanos;
        var twoLives = lease.life().multipliedBy(2).toNanos();
        if (askedAt != null && System.nanoTime() - askedAt < twoLives) {
            return CompletableFuture.completedFuture(false);
        }
        return lease.release();
    }

    /** A decision begins: who is missed now is whom it is about. */
    @Override
    public boolean checkLease() {
        decided = part.get();
        return false;
    }

    private sealed interface Answer {}

    private record Mine() implements Answer {}

    private record HeldBy(Holding holding) implements Answer {}

    private record Silence(DatabaseException failure) implements Answer {}

    /** Waits for one life of the lease and a little: then a holder that is gone has lost it. */
    private boolean take() {
        long deadlineNanos = System.nanoTime() + lease.life().plus(LOOK_AGAIN).toNanos();
        @Nullable Holding first = null;
        while (true) {
            var now = part.get();
            if (now.isTooLateFor(decided)) return tooLate();
            boolean isOver = System.nanoTime() - deadlineNanos > 0;
            switch (ask(now)) {
                case Mine _ -> {
                    return true;
                }
                case HeldBy(var holding) -> {
                    if (first == null) first = holding;
                    // Renewed since we looked first, so its holder lives.
                    if (isOver || !holding.equals(first)) return refused(holding);
                }
                case Silence(var failure) -> {
                    if (isOver) throw failure;
                }
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private Answer ask(Part part) {
        try {
            while (!lease.attempt(part.owners())) {
                var holding = lease.holding();
                if (holding.isPresent()) return new HeldBy(holding.get());
            }
            return new Mine();
        } catch (DatabaseException e) {
            return new Silence(e);
        }
    }

    private static boolean tooLate() {
        LOG.warn("Others are heard again, too late for this part: it ends");
        return false;
    }

    private boolean refused(Holding holding) {
        LOG.warn("{} holds lease {}: this part ends", holding.owner(), getSettings().leaseName());
        return false;
    }
}
