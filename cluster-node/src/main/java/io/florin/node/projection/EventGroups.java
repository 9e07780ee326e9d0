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
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.projection.javadsl.SourceProvider;
import org.apache.pekko.stream.javadsl.Source;

/**
 * The journal's events of a slice range as a source of groups, for ever. It sleeps until it is
 * woken, and no longer than a second; while committed events wait for an older transaction it looks
 * again after a few milliseconds, because their signal has come already.
 */
final class EventGroups extends SourceProvider<String, EventGroup> {
    private static final long LOOK_AGAIN_MILLIS = 3;

    private final EventReader reader;
    private final EventSignal signal;
    private final SliceRange range;
    private final int pageEvents;
    private final Executor blocking;

    EventGroups(
            EventReader reader,
            EventSignal signal,
            SliceRange range,
            int pageEvents,
            Executor blocking) {
        this.reader = reader;
        this.signal = signal;
        this.range = range;
        this.pageEvents = pageEvents;
        this.blocking = blocking;
    }

    /** Where reading goes on, and the offset that the next group's transaction must find. */
    private record Position(EventOffset read, EventOffset stored) {}

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
        return Source.unfoldAsync(new Position(stored, stored), at -> next(at, bell))
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
        while (true) {
            bell.drainPermits();
            var page = reader.read(range, from, pageEvents);
            if (!page.rows().isEmpty()) {
                var upTo = page.rows().getLast().offset();
                var group = new EventGroup(at.stored(), upTo, page.rows());
                return Pair.create(new Position(page.next(), upTo), group);
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
