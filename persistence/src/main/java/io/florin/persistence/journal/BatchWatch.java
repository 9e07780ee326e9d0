package io.florin.persistence.journal;

import io.florin.protocol.trace.Trace;

/** Is told of every statement that has stored something, by the writer itself: it must not wait. */
@FunctionalInterface
public interface BatchWatch {
    void stored(int events, long nanos);

    /** Whether it wants to know whose work has been stored, which takes a look at every write. */
    default boolean wantsTraces() {
        return false;
    }

    /** A statement that took so long has stored something of this trace. */
    default void traced(Trace trace, long nanos) {}
}
