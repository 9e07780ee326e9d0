package io.florin.node.wallet;

import io.florin.node.rules.Wording;
import io.florin.protocol.wallet.WalletEvent;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.persistence.testkit.JournalOperation;
import org.apache.pekko.persistence.testkit.ProcessingPolicy;
import org.apache.pekko.persistence.testkit.ProcessingResult;
import org.apache.pekko.persistence.testkit.ProcessingSuccess;
import org.apache.pekko.persistence.testkit.Reject;
import org.apache.pekko.persistence.testkit.StorageFailure;
import org.apache.pekko.persistence.testkit.WriteEvents;

/** The test plays the journal: each atomic write is outstanding until the test says how it ends. */
final class PlayedJournal implements ProcessingPolicy<JournalOperation> {
    private static final long PATIENCE_SECONDS = 5;

    private final BlockingQueue<List<WalletEvent>> writes = new LinkedBlockingQueue<>();
    private final BlockingQueue<ProcessingResult> ends = new LinkedBlockingQueue<>();
    private final AtomicBoolean unreadable = new AtomicBoolean();

    @Override
    public ProcessingResult tryProcess(String entity, JournalOperation operation) {
        if (!(operation instanceof WriteEvents write)) {
            return unreadable.getAndSet(false)
                    ? StorageFailure.create()
                    : ProcessingSuccess.getInstance();
        }
        writes.add(write.getBatch().stream().map(WalletEvent.class::cast).toList());
        return next(ends, "the test forgot to say how the write ends");
    }

    /** Waits for the next write, which is outstanding from then on. */
    List<WalletEvent> nextWrite() {
        return next(writes, "nothing is written");
    }

    /** The same in words. */
    String writes() {
        return Wording.events(nextWrite());
    }

    void succeeds() {
        ends.add(ProcessingSuccess.getInstance());
    }

    void fails() {
        ends.add(StorageFailure.create());
    }

    /** The next time that it is read. */
    void failsToBeRead() {
        unreadable.set(true);
    }

    void rejects() {
        ends.add(Reject.create());
    }

    private static <T> T next(BlockingQueue<T> queue, String otherwise) {
        try {
            return Objects.requireNonNull(
                    queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), otherwise);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
