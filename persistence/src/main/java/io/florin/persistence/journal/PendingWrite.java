package io.florin.persistence.journal;

import io.florin.protocol.trace.Trace;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;

/** Events of one entity that are stored together or not at all, and who waits for that. */
final class PendingWrite {
    private final String entity;
    private final int slice;
    private final List<NewEvent> events;
    private final long size;
    private final long submittedNanos;
    private final CompletableFuture<Done> done = new CompletableFuture<>();

    /** The events are in ascending order of their sequence numbers; at least one. */
    PendingWrite(String entity, int slice, List<NewEvent> events) {
        this.entity = entity;
        this.slice = slice;
        this.events = events;
        this.size = events.stream().mapToLong(NewEvent::size).sum();
        this.submittedNanos = System.nanoTime();
    }

    String entity() {
        return entity;
    }

    int slice() {
        return slice;
    }

    List<NewEvent> events() {
        return events;
    }

    long firstSequence() {
        return events.getFirst().sequence();
    }

    /** Whose work it is, as far as that is known. */
    List<Trace> traces() {
        var traces = events.getFirst().traces();
        return traces == null ? List.of() : traces.get();
    }

    long size() {
        return size;
    }

    long waitedNanos() {
        return System.nanoTime() - submittedNanos;
    }

    /** Completes on the writer's thread, once the outcome is settled or cannot be known. */
    CompletableFuture<Done> done() {
        return done;
    }

    @Override
    public String toString() {
        return entity + " " + firstSequence() + ".." + events.getLast().sequence();
    }
}
