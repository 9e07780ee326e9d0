package io.florin.node.membership;

import io.florin.persistence.database.DatabaseException;
import io.florin.persistence.journal.JournalEngine;
import io.florin.persistence.lease.LeaseTable;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.coordination.lease.LeaseSettings;
import org.apache.pekko.coordination.lease.javadsl.Lease;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lease in the journal's database, made by Pekko from the settings of its path. Whoever has
 * acquired it keeps it: it is renewed every {@code heartbeat-interval} until it is released, or the
 * actor system ends. Then, and of a node that has died or does not reach the database, it is free
 * {@code heartbeat-timeout} after the last time.
 *
 * <p>What is asked of it is done in that order, one after the other, on virtual threads.
 */
public final class DatabaseLease extends Lease {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseLease.class);

    private static final String DEFAULTS = "pekko.coordination.lease";

    private final LeaseSettings settings;
    private final ExtendedActorSystem system;
    private CompletableFuture<Boolean> last = CompletableFuture.completedFuture(true);
    private volatile @Nullable Cancellable renewals;
    private volatile @Nullable Long heldUntilNanos;

    public DatabaseLease(LeaseSettings settings, ExtendedActorSystem system) {
        this.settings = settings;
        this.system = system;
    }

    /** With the settings of this path, as Pekko reads them. */
    static DatabaseLease of(ExtendedActorSystem system, String path, String name, String owner) {
        var config = system.settings().config();
        var lease = config.getConfig(path).withFallback(config.getConfig(DEFAULTS));
        return new DatabaseLease(LeaseSettings.apply(lease, name, owner), system);
    }

    @Override
    public LeaseSettings getSettings() {
        return settings;
    }

    @Override
    public CompletionStage<Boolean> acquire() {
        return acquire(() -> attempt(Set.of()));
    }

    /** Nobody is told when it is lost: {@link #checkLease} knows. */
    @Override
    public CompletionStage<Boolean> acquire(Consumer<Optional<Throwable>> whenLost) {
        return acquire();
    }

    /** Acquires it in a way of the caller's, which may block and has attempted it, and keeps it. */
    CompletionStage<Boolean> acquire(BooleanSupplier way) {
        return next(() -> {
            boolean held = way.getAsBoolean();
            if (held) keep();
            else forget();
            return held;
        });
    }

    /** Asks once, and waits for the answer; from any of these it is taken although they hold it. */
    boolean attempt(Set<String> from) {
        long untilNanos = System.nanoTime() + life().toNanos();
        boolean held = table().acquire(settings.leaseName(), settings.ownerName(), life(), from);
        heldUntilNanos = held ? untilNanos : null;
        return held;
    }

    /** Who holds it, or has held it. */
    Optional<LeaseTable.Holding> holding() {
        return table().holding(settings.leaseName());
    }

    /**
     * Renews it no more, so it is free when its time is over. It is not taken away: another part of
     * this node may hold it under the same name.
     */
    @Override
    public CompletionStage<Boolean> release() {
        heldUntilNanos = null;
        return next(() -> {
            forget();
            return true;
        });
    }

    @Override
    public boolean checkLease() {
        var untilNanos = heldUntilNanos;
        return untilNanos != null && System.nanoTime() - untilNanos < 0;
    }

    /** How long it lasts without being renewed. */
    Duration life() {
        return settings.timeoutSettings().getHeartbeatTimeout();
    }

    private synchronized CompletionStage<Boolean> next(BooleanSupplier step) {
        last =
                last.handle((_, _) -> true)
                        .thenApplyAsync(_ -> step.getAsBoolean(), Thread::startVirtualThread);
        return last;
    }

    private void keep() {
        if (renewals != null) return;
        var interval = settings.timeoutSettings().getHeartbeatInterval();
        renewals =
                system.scheduler()
                        .scheduleWithFixedDelay(
                                interval, interval, this::renew, system.dispatcher());
    }

    private synchronized void renew() {
        if (last.isDone()) next(this::renewNow);
    }

    /** Nobody waits for it, so nobody else would hear of a failure. */
    private boolean renewNow() {
        if (renewals == null) return false;
        try {
            if (attempt(Set.of())) return true;
            LOG.warn("Lease {} belongs to another node now", settings.leaseName());
            forget();
        } catch (DatabaseException e) {
            LOG.warn("Lease {} was not renewed: {}", settings.leaseName(), e.getMessage());
        }
        return false;
    }

    private void forget() {
        var scheduled = renewals;
        if (scheduled != null) scheduled.cancel();
        renewals = null;
        heldUntilNanos = null;
    }

    private LeaseTable table() {
        return new LeaseTable(JournalEngine.get(system).database());
    }
}
