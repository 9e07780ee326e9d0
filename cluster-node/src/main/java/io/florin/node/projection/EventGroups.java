package io.florin.node.projection;

import io.florin.persistence.events.EventOffset;
import io.florin.persistence.events.EventPage;
import io.florin.persistence.events.EventReader;
import io.florin.persistence.events.EventSignal;
import io.florin.persistence.events.SliceRange;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.projection.javadsl.SourceProvider;
import org.apache.pekko.stream.javadsl.Source;

/**
 * The journal's events of a slice range as a source of groups, for ever: one at once when events
 * come after a silence, and while they keep coming one at a time that makes groups worth their
 * cost. It sleeps until it is woken, and no longer than a second; while committed events wait for
 * an older transaction it looks again after a few milliseconds, because their signal has come
 * already.
 */
final class EventGroups extends SourceProvider<String, EventGroup> {
    private static final long LOOK_AGAIN_MILLIS = 3;

    private final EventReader reader;
    private final EventSignal signal;
    private final SliceRange range;
    private final ReadSideSettings settings;
    private final Executor blocking;

    EventGroups(
            EventReader reader,
            EventSignal signal,
            SliceRange range,
            ReadSideSettings settings,
            Executor blocking) {
        this.reader = reader;
        this.signal = signal;
        this.range = range;
        this.settings = settings;
        this.blocking = blocking;
    }

    /**
     * Where reading goes on, the offset that the next group's transaction must find, and when, by
     * {@link System#nanoTime}, that group may be read at the earliest.
     */
    private record Position(EventOffset read, EventOffset stored, long notBeforeNanos) {}

    @Override
    public CompletionStage<Source<EventGroup, NotUsed>> source(
            Supplier<CompletionStage<Optional<String>>> offset) {
        return offset.get()
                .thenApplyAsync(
                        stored -> from(stored.map(EventOffset::parse).orElse(EventOffset.START)),
                        blocking);
    }

    private Source<EventGroup, NotUsed> from(EventOffset stored) {
        var bell = new Semaphore(0);
        var subscription = signal.subscribe(range, bell::release);
        return Source.unfoldAsync(
                        new Position(stored, stored, System.nanoTime()), at -> next(at, bell))
                .watchTermination((notUsed, terminated) -> {
                    terminated.whenCompleteAsync((_, _) -> subscription.close(), blocking);
                    return notUsed;
                });
    }

    private CompletionStage<Optional<Pair<Position, EventGroup>>> next(
            Position at, Semaphore bell) {
        return CompletableFuture.supplyAsync(() -> Optional.of(await(at, bell)), blocking);
    }

    /** Blocks until there are events. */
    private Pair<Position, EventGroup> await(Position at, Semaphore bell) {
        var from = at.read();
        LockSupport.parkNanos(at.notBeforeNanos() - System.nanoTime());
        while (true) {
            bell.drainPermits();
            long startNanos = System.nanoTime();
            var page = reader.read(range, from, settings.pageEvents());
            if (!page.rows().isEmpty()) {
                var upTo = page.rows().getLast().offset();
                var group = new EventGroup(at.stored(), upTo, page.rows());
                long pauseNanos =
                        page.more()
                                ? 0
                                : TimeUnit.MILLISECONDS.toNanos(settings.groupEveryMillis());
                return Pair.create(new Position(page.next(), upTo, startNanos + pauseNanos), group);
            }
            from = page.next();
            if (!page.more()) sleep(page, bell);
        }
    }

    private static void sleep(EventPage page, Semaphore bell) {
        long millis =
                page.isWithholding() ? LOOK_AGAIN_MILLIS : EventSignal.WAKE_AT_LEAST_EVERY_MILLIS;
        try {
            bell.tryAcquire(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for events", e);
        }
    }

    @Override
    public String extractOffset(EventGroup group) {
        return group.upTo().toString();
    }

    @Override
    public long extractCreationTime(EventGroup group) {
        return group.rows().getLast().storedAt().toEpochMilli();
    }
}
