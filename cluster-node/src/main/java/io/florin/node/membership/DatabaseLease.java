package io.florin.node.membership;

import io.florin.persistence.journal.JournalEngine;
import io.florin.persistence.lease.LeaseTable;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.coordination.lease.LeaseSettings;
import org.apache.pekko.coordination.lease.javadsl.Lease;
import org.jspecify.annotations.Nullable;

/**
 * A lease in the journal's database, made by Pekko from {@code florin.lease}. A node that cannot
 * reach the database does not get it, and could not serve anybody either. The holder keeps it for
 * {@code heartbeat-timeout}, and acquires it again to keep it longer.
 */
public final class DatabaseLease extends Lease {
    private final LeaseSettings settings;
    private final ExtendedActorSystem system;
    private volatile @Nullable Long heldUntilNanos;

    public DatabaseLease(LeaseSettings settings, ExtendedActorSystem system) {
        this.settings = settings;
        this.system = system;
    }

    @Override
    public LeaseSettings getSettings() {
        return settings;
    }

    @Override
    public CompletionStage<Boolean> acquire() {
        return CompletableFuture.supplyAsync(this::acquireNow, Thread::startVirtualThread);
    }

    /** Nobody is told when its time is over: {@link #checkLease} knows. */
    @Override
    public CompletionStage<Boolean> acquire(Consumer<Optional<Throwable>> whenLost) {
        return acquire();
    }

    private boolean acquireNow() {
        var life = settings.timeoutSettings().getHeartbeatTimeout();
        long untilNanos = System.nanoTime() + life.toNanos();
        boolean held = table().acquire(settings.leaseName(), settings.ownerName(), life);
        heldUntilNanos = held ? untilNanos : null;
        return held;
    }

    @Override
    public CompletionStage<Boolean> release() {
        heldUntilNanos = null;
        return CompletableFuture.supplyAsync(this::releaseNow, Thread::startVirtualThread);
    }

    private boolean releaseNow() {
        table().release(settings.leaseName(), settings.ownerName());
        return true;
    }

    @Override
    public boolean checkLease() {
        var untilNanos = heldUntilNanos;
        return untilNanos != null && System.nanoTime() - untilNanos < 0;
    }

    private LeaseTable table() {
        return new LeaseTable(JournalEngine.get(system).database());
    }
}
