package io.florin.sandbox.chaos;

import io.florin.sandbox.wire.Link;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One thing that goes wrong, and how it is put right: data, until it is done to some grounds. */
public sealed interface Fault {
    /** How long a node may take to be replaced. */
    Duration REPLACED_WITHIN = Duration.ofMinutes(2);

    /** Does it. */
    void inflict(Grounds grounds);

    /** Undoes what does not mend by itself. */
    default void heal(Grounds grounds) {}

    /** How long it is left alone before it is healed. */
    default Duration lasts() {
        return Duration.ZERO;
    }

    /** To whom it is done, for a person. */
    String target();

    /** The nodes whose own wallets and clients have to wait; those of others should not. */
    default Set<Integer> victims() {
        return Set.of();
    }

    /** Whether the others take over while it lasts: then nobody has to wait for the healing. */
    default boolean isTakenOver() {
        return false;
    }

    /** Whose wallets the others take over. */
    sealed interface OfOneNode extends Fault {
        /** Its number. */
        int node();

        @Override
        default String target() {
            return "node " + node();
        }

        @Override
        default Set<Integer> victims() {
            return Set.of(node());
        }

        @Override
        default boolean isTakenOver() {
            return true;
        }
    }

    /** A process of a node ends without a word. */
    record Killed(int node) implements OfOneNode {
        @Override
        public void inflict(Grounds grounds) {
            grounds.node(node).kill();
        }
    }

    /** A node hears and says nothing, and comes back believing that no time has passed. */
    record Paused(int node, Duration lasts) implements OfOneNode {
        @Override
        public void inflict(Grounds grounds) {
            grounds.node(node).pause();
        }

        @Override
        public void heal(Grounds grounds) {
            grounds.node(node).resume();
        }
    }

    /** One node after the other leaves in order and is replaced; nobody should have to wait. */
    record RolledOver(int nodes) implements Fault {
        @Override
        public void inflict(Grounds grounds) {
            for (int node = 1; node <= nodes; node++) {
                grounds.node(node).restart(REPLACED_WITHIN);
            }
        }

        @Override
        public String target() {
            return "nodes 1 to " + nodes;
        }
    }

    /** PostgreSQL is not there for a while. */
    record DatabaseGone(boolean inOrder, int nodes, Duration lasts) implements Fault {
        @Override
        public void inflict(Grounds grounds) {
            if (inOrder) grounds.database().stop();
            else grounds.database().crash();
        }

        @Override
        public void heal(Grounds grounds) {
            grounds.database().start();
        }

        @Override
        public String target() {
            return inOrder ? "PostgreSQL, stopped fast" : "PostgreSQL, stopped at once";
        }

        @Override
        public Set<Integer> victims() {
            return all(nodes);
        }
    }

    /** Every connection to PostgreSQL ends; new ones are welcome. */
    record SessionsEnded(int nodes) implements Fault {
        @Override
        public void inflict(Grounds grounds) {
            grounds.database().endSessions();
        }

        @Override
        public String target() {
            return "every session of PostgreSQL";
        }

        @Override
        public Set<Integer> victims() {
            return all(nodes);
        }
    }

    /** Kafka is not there for a while. */
    record BrokerGone(boolean inOrder, Duration lasts) implements Fault {
        @Override
        public void inflict(Grounds grounds) {
            if (inOrder) grounds.broker().stop();
            else grounds.broker().kill();
        }

        @Override
        public void heal(Grounds grounds) {
            grounds.broker().start();
        }

        @Override
        public String target() {
            return inOrder ? "Kafka, stopped in order" : "Kafka, killed";
        }
    }

    /** Kafka hears and says nothing for a while. */
    record BrokerPaused(Duration lasts) implements Fault {
        @Override
        public void inflict(Grounds grounds) {
            grounds.broker().pause();
        }

        @Override
        public void heal(Grounds grounds) {
            grounds.broker().resume();
        }

        @Override
        public String target() {
            return "Kafka, paused";
        }
    }

    /**
     * A node and the others do not hear each other; all hear the database and their clients.
     *
     * @param deafOnly the others still hear it
     */
    record CutOff(int node, boolean deafOnly, int nodes, Duration lasts) implements Fault {
        @Override
        public void inflict(Grounds grounds) {
            forOthers(other -> {
                grounds.between(other, node).cut();
                if (!deafOnly) grounds.between(node, other).cut();
            });
        }

        @Override
        public void heal(Grounds grounds) {
            forOthers(other -> {
                grounds.between(other, node).mend();
                grounds.between(node, other).mend();
            });
        }

        private void forOthers(Consumer<Integer> deed) {
            all(nodes).stream().filter(other -> other != node).forEach(deed);
        }

        @Override
        public String target() {
            return deafOnly ? "node %d hears nobody".formatted(node) : "node " + node;
        }

        /** Any part may go on: the lease decides. */
        @Override
        public Set<Integer> victims() {
            return all(nodes);
        }

        @Override
        public boolean isTakenOver() {
            return true;
        }
    }

    /** A node does not reach PostgreSQL, and all others do. */
    record WithoutDatabase(int node, Duration lasts) implements Fault {
        @Override
        public void inflict(Grounds grounds) {
            grounds.toDatabase(node).cut();
        }

        @Override
        public void heal(Grounds grounds) {
            grounds.toDatabase(node).mend();
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

    /** Every cable between nodes is slow. */
    record SlowCables(Duration delay, int nodes, Duration lasts) implements Fault {
        @Override
        public void inflict(Grounds grounds) {
            forAll(nodes, grounds, link -> link.slow(delay));
        }

        @Override
        public void heal(Grounds grounds) {
            forAll(nodes, grounds, Link::mend);
        }

        @Override
        public String target() {
            return "what nodes send is late by %d ms".formatted(delay.toMillis());
        }

        @Override
        public Set<Integer> victims() {
            return all(nodes);
        }
    }

    /** Every cable between nodes loses packets, which are sent again. */
    record PacketsLost(int percent, long seed, int nodes, Duration lasts) implements Fault {
        @Override
        public void inflict(Grounds grounds) {
            forAll(nodes, grounds, link -> link.lose(percent, seed));
        }

        @Override
        public void heal(Grounds grounds) {
            forAll(nodes, grounds, Link::mend);
        }

        @Override
        public String target() {
            return "%d %% of what nodes send is late by a resend".formatted(percent);
        }

        @Override
        public Set<Integer> victims() {
            return all(nodes);
        }
    }

    private static void forAll(int nodes, Grounds grounds, Consumer<Link> deed) {
        for (int from : all(nodes)) {
            for (int to : all(nodes)) if (from != to) deed.accept(grounds.between(from, to));
        }
    }

    private static Set<Integer> all(int nodes) {
        return IntStream.rangeClosed(1, nodes).boxed().collect(Collectors.toUnmodifiableSet());
    }
}
