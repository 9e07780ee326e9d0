package io.florin.persistence.journal;

import io.florin.protocol.trace.Trace;
import java.util.List;
import java.util.function.Supplier;

/**
 * An event on its way to the journal, with whose work its write is. The event alone is stored;
 * where the write is slow or fails, the log says so as part of each of the traces.
 *
 * @param traces of all that is decided in the same write; asked for only if there is something to
 *     say, maybe on another thread
 */
public record Traced(Object event, Supplier<List<Trace>> traces) {}
