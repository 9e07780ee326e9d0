package io.florin.sandbox.chaos;

import io.florin.sandbox.wire.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Something is wrong with cables, and all processes are well. */
public sealed interface CableFault extends Fault {
    /** Those that are struck. */
    List<Link> cables(Grounds grounds);

    /** What is done to each of them. */
    void strike(Link cable);

    /**
     * Whether it is certain that something goes over each of them meanwhile and is late; else this
     * is certain of all together.
     */
    default boolean isFeltOnEach() {
        return true;
    }

    @Override
    default void inflict(Grounds grounds) {
        cables(grounds).forEach(this::strike);
    }

    @Override
    default void heal(Grounds grounds) {
        cables(grounds).forEach(Link::mend);
    }

    /**
     * A node and the others do not hear each other; all hear the database and their clients.
     *
     * @param deafOnly the others still hear it
     */
    record CutOff(int node, boolean deafOnly, int nodes, Duration lasts) implements CableFault {
        @Override
        public List<Link> cables(Grounds grounds) {
            var cables = new ArrayList<Link>();
            for (int other : Fault.all(nodes)) {
                if (other == node) continue;
                cables.add(grounds.between(other, node));
                if (!deafOnly) cables.add(grounds.between(node, other));
            }
            return cables;
        }

        @Override
        public void strike(Link cable) {
            cable.cut();
        }

        @Override
        public String target() {
            return deafOnly ? "node %d hears nobody".formatted(node) : "node " + node;
        }

        /** Any part may go on: the lease decides. */
        @Override
        public Set<Integer> victims() {
            return Fault.all(nodes);
        }

        @Override
        public boolean isTakenOver() {
            return true;
        }

        @Override
        public boolean mayEnd(int node, int status) {
            return status == DOWNED;
        }

        @Override
        public boolean lingers() {
            return true;
        }
    }

    /** A node does not reach PostgreSQL, and all others do. */
    record WithoutDatabase(int node, Duration lasts) implements CableFault {
        @Override
        public List<Link> cables(Grounds grounds) {
            return List.of(grounds.toDatabase(node));
        }

        @Override
        public void strike(Link cable) {
            cable.cut();
        }

        @Override
        public String target() {
            return "node %d to PostgreSQL".formatted(node);
        }

        @Override
        public Set<Integer> victims() {
            return Set.of(node);
        }
    }

    /**
     * A node does not reach Kafka, and all others do. Nobody has to wait: its jobs are run by the
     * others, or later.
     */
    record WithoutBroker(int node, Duration lasts) implements CableFault {
        @Override
        public List<Link> cables(Grounds grounds) {
            return List.of(grounds.toBroker(node));
        }

        @Override
        public void strike(Link cable) {
            cable.cut();
        }

        @Override
        public String target() {
            return "node %d to Kafka".formatted(node);
        }
    }

    /** Every cable between nodes is slow. */
    record SlowCables(Duration delay, int nodes, Duration lasts) implements CableFault {
        @Override
        public List<Link> cables(Grounds grounds) {
            return between(nodes, grounds);
        }

        @Override
        public void strike(Link cable) {
            cable.slow(delay);
        }

        @Override
        public String target() {
            return "what nodes send is late by %d ms".formatted(delay.toMillis());
        }

        @Override
        public Set<Integer> victims() {
            return Fault.all(nodes);
        }
    }

    /** Every cable between nodes loses packets, which are sent again. */
    record PacketsLost(int percent, long seed, int nodes, Duration lasts) implements CableFault {
        @Override
        public List<Link> cables(Grounds grounds) {
            return between(nodes, grounds);
        }

        @Override
        public void strike(Link cable) {
            cable.lose(percent, seed);
        }

        /** Of the little that goes over a quiet one nothing may be lost. */
        @Override
        public boolean isFeltOnEach() {
            return false;
        }

        @Override
        public String target() {
            return "%d %% of what nodes send is late by a resend".formatted(percent);
        }

        @Override
        public Set<Integer> victims() {
            return Fault.all(nodes);
        }
    }

    private static List<Link> between(int nodes, Grounds grounds) {
        return Fault.all(nodes).stream()
                .flatMap(from -> others(from, nodes).map(to -> grounds.between(from, to)))
                .toList();
    }

    private static Stream<Integer> others(int node, int nodes) {
        return Fault.all(nodes).stream().filter(other -> other != node);
    }
}
