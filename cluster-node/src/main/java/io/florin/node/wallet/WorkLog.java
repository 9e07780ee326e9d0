package io.florin.node.wallet;

import io.florin.persistence.journal.Traced;
import io.florin.persistence.trace.LogTrace;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.trace.Trace;
import io.florin.protocol.wallet.WalletEvent;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.persistence.typed.EventAdapter;
import org.apache.pekko.persistence.typed.EventSeq;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the log says of the work that a wallet does, each line as part of its request's trace; and
 * whose work is being written, for the journal to say. Belongs to one actor.
 */
final class WorkLog extends EventAdapter<WalletEvent, Object> {
    private static final Logger LOG = LoggerFactory.getLogger(WorkLog.class);
    private static final int TRACES_MAX = 16;

    private @Nullable Supplier<List<Trace>> writing;

    /** From now on each event comes of this work. */
    void writes(WalletId wallet, List<? extends Work<?>> works, int events) {
        writing = isTraced(works) ? () -> traces(works) : null;
        if (LOG.isDebugEnabled()) {
            tell(works, what -> LOG.debug("{}: {}, of {} events", wallet, what, events));
        }
    }

    /** Mostly the first one is. */
    private static boolean isTraced(List<? extends Work<?>> works) {
        for (var work : works) {
            if (work.trace() != null) return true;
        }
        return false;
    }

    /** It is durable, or was not written. */
    void written() {
        writing = null;
    }

    /** The journal could not be asked, so it is not decided. */
    static void undecided(WalletId wallet, List<? extends Work<?>> works) {
        tell(works, what -> LOG.warn("{}: {} is not decided", wallet, what));
    }

    private static void tell(List<? extends Work<?>> works, Consumer<String> line) {
        works.stream()
                .filter(work -> work.trace() != null)
                .limit(TRACES_MAX)
                .forEach(work -> LogTrace.run(work.trace(), () -> line.accept(name(work))));
    }

    private static String name(Work<?> work) {
        return work instanceof Work.Execute<?> execute
                ? execute.request().command().getClass().getSimpleName()
                : work.getClass().getSimpleName();
    }

    private static List<Trace> traces(List<? extends Work<?>> works) {
        return works.stream()
                .<@Nullable Trace>map(Work::trace)
                .filter(Objects::nonNull)
                .distinct()
                .limit(TRACES_MAX)
                .toList();
    }

    @Override
    public Object toJournal(WalletEvent event) {
        return writing == null ? event : new Traced(event, writing);
    }

    @Override
    public String manifest(WalletEvent event) {
        return "";
    }

    /** A journal that keeps what it is given, as those of tests do, gives it back. */
    @Override
    public EventSeq<WalletEvent> fromJournal(Object stored, String manifest) {
        var event = stored instanceof Traced traced ? traced.event() : stored;
        return EventSeq.single((WalletEvent) event);
    }
}
