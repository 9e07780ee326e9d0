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

    /** Whose work it was, if anybody wants to know. */
    void traced(List<PendingWrite> writes, long nanos) {
        if (!watch.wantsTraces()) return;
        for (var write : writes) {
            for (var trace : write.traces()) watch.traced(trace, nanos);
        }
    }

    void stored(int events, long nanos) {
        batches.increment();
        this.events.add(events);
        writeNanos.add(nanos);
        watch.stored(events, nanos);
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
