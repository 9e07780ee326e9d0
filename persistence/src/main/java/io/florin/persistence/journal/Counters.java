package io.florin.persistence.journal;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** The running counts behind {@link JournalStats}. Thread-safe. */
final class Counters {
    final LongAdder batches = new LongAdder();
    final LongAdder events = new LongAdder();
    final LongAdder writeNanos = new LongAdder();
    final LongAdder slowBatches = new LongAdder();
    final LongAdder refusedBatches = new LongAdder();
    final LongAdder failedWrites = new LongAdder();
    final LongAdder overloadedWrites = new LongAdder();
    final LongAdder unknownWrites = new LongAdder();
    final LongAdder rejectedWrites = new LongAdder();
    final LongAdder lookups = new LongAdder();
    final LongAdder lookupQueries = new LongAdder();
    final LongAdder notifications = new LongAdder();

    private volatile BatchWatch watch = (_, _) -> {};

    void watch(BatchWatch watch) {
        this.watch = watch;
    }

    /** Before anybody hears that they are stored, so that who has heard finds them counted. */
    void stored(List<PendingWrite> writes, long nanos) {
        batches.increment();
        events.add(eventsOf(writes));
        writeNanos.add(nanos);
    }

    /** Tells who watches, and whose work it was if they want to know. It may throw what they do. */
    void tell(List<PendingWrite> writes, long nanos) {
        watch.stored(eventsOf(writes), nanos);
        if (!watch.wantsTraces()) return;
        for (var write : writes) {
            for (var trace : write.traces()) watch.traced(trace, nanos);
        }
    }

    private static int eventsOf(List<PendingWrite> writes) {
        int events = 0;
        for (var write : writes) events += write.events().size();
        return events;
    }

    JournalStats stats(long writesWaiting, long bytesWaiting) {
        return new JournalStats(
                writesWaiting,
                bytesWaiting,
                batches.sum(),
                events.sum(),
                writeNanos.sum(),
                slowBatches.sum(),
                refusedBatches.sum(),
                failedWrites.sum(),
                overloadedWrites.sum(),
                unknownWrites.sum(),
                rejectedWrites.sum(),
                lookups.sum(),
                lookupQueries.sum(),
                notifications.sum());
    }
}
