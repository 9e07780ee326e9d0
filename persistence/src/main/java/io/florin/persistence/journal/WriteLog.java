package io.florin.persistence.journal;

import io.florin.persistence.trace.LogTrace;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the log says of single writes, as part of the traces they belong to, so that who looks for a
 * request finds what became of it. Of one batch it says so little that a bad minute fills no disk.
 */
final class WriteLog {
    private static final Logger LOG = LoggerFactory.getLogger(WriteLog.class);
    private static final int LINES_MAX = 16;

    private WriteLog() {}

    static void slow(List<PendingWrite> writes, long millis) {
        tell(writes, write -> LOG.warn("Slow: {} was stored after {} ms", write, millis));
    }

    static void failed(List<PendingWrite> writes, JournalException why) {
        tell(writes, write -> LOG.warn("{} failed: {}", write, why.getMessage()));
    }

    private static void tell(List<PendingWrite> writes, Consumer<PendingWrite> line) {
        int lines = 0;
        for (var write : writes) {
            for (var trace : write.traces()) {
                if (lines++ == LINES_MAX) return;
                LogTrace.run(trace, () -> line.accept(write));
            }
        }
    }
}
