package io.florin.sandbox;

import io.florin.sandbox.node.NodeProcess;
import io.florin.sandbox.terminal.CommandFailed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** What a household starts again by itself when it has ended, and how often before it gives up. */
final class Care {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int DEATHS_MAX = 5;

    /** More than there can be of faults that are inflicted one after the other. */
    private static final int DEATHS_ON_PURPOSE_MAX = 60;

    private final boolean ofServers;
    private final int deathsMax;
    private final Consumer<NodeProcess> mourner;
    private final Deque<Long> deathsNanos = new ArrayDeque<>();

    private Care(boolean ofServers, int deathsMax, Consumer<NodeProcess> mourner) {
        this.ofServers = ofServers;
        this.deathsMax = deathsMax;
        this.mourner = mourner;
    }

    /** Everything, until something dies too often. */
    static Care ofAll() {
        return ofAll(DEATHS_MAX);
    }

    /** Until there are more deaths than this within a minute. */
    static Care ofAll(int deathsMax) {
        return new Care(true, deathsMax, _ -> {});
    }

    /**
     * The nodes. Who stops PostgreSQL or Kafka means it, and starts them again.
     *
     * @param mourner is told of every process of a node that has ended
     */
    static Care ofNodes(Consumer<NodeProcess> mourner) {
        return new Care(false, DEATHS_ON_PURPOSE_MAX, mourner);
    }

    boolean isOfServers() {
        return ofServers;
    }

    void tell(NodeProcess ended) {
        mourner.accept(ended);
    }

    void requireNotTooOften(String obituary) {
        var now = System.nanoTime();
        deathsNanos.addLast(now);
        deathsNanos.removeIf(death -> now - death > WINDOW.toNanos());
        if (deathsNanos.size() > deathsMax) {
            throw new CommandFailed(
                    obituary
                            + " That was death number %d within a minute."
                                    .formatted(deathsNanos.size()));
        }
    }
}
