package io.florin.sandbox.chaos;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One thing that goes wrong, and how it is put right: data, until it is done to some grounds. */
public sealed interface Fault
        permits Fault.OfOneNode,
                Fault.TwoKilled,
                Fault.RolledOver,
                Fault.DatabaseGone,
                Fault.SessionsEnded,
                Fault.BrokerGone,
                Fault.BrokerPaused,
                CableFault {
    /** The status of a node that is no member any more, and ends itself: Pekko's -1. */
    int DOWNED = 255;

    /** That of one that had no time for a status: 128 and SIGKILL. */
    int KILLED = 137;

    /** That of one that was told to end, and did: 128 and SIGTERM. */
    int TOLD = 143;

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

    /** Whether it is a reason for this node's process to end, once, with this status. */
    default boolean mayEnd(int node, int status) {
        return false;
    }

    /** Whether, once it is healed, a part of the cluster may still decide to end another. */
    default boolean lingers() {
        return false;
    }

    /** The nodes whose process must have ended, or it was no fault. */
    default Set<Integer> mustEnd() {
        return Set.of();
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

        @Override
        public boolean mayEnd(int node, int status) {
            return node == this.node && status == KILLED;
        }

        @Override
        public Set<Integer> mustEnd() {
            return Set.of(node);
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

        @Override
        public boolean mayEnd(int node, int status) {
            return node == this.node && status == DOWNED;
        }

        @Override
        public boolean lingers() {
            return true;
        }
    }

    /** Another is killed while the first is still missed, or has just come back. */
    record TwoKilled(int first, int second, Duration between) implements Fault {
        @Override
        public void inflict(Grounds grounds) {
            grounds.node(first).kill();
            LockSupport.parkNanos(between.toNanos());
            grounds.node(second).kill();
        }

        @Override
        public String target() {
            return "node %d, after %d s %d".formatted(first, between.toSeconds(), second);
        }

        @Override
        public Set<Integer> victims() {
            return mustEnd();
        }

        @Override
        public boolean isTakenOver() {
            return true;
        }

        @Override
        public boolean mayEnd(int node, int status) {
            return mustEnd().contains(node) && status == KILLED;
        }

        @Override
        public Set<Integer> mustEnd() {
            return Set.of(first, second);
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

        @Override
        public boolean mayEnd(int node, int status) {
            return status == TOLD;
        }

        @Override
        public Set<Integer> mustEnd() {
            return all(nodes);
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

    static Set<Integer> all(int nodes) {
        return IntStream.rangeClosed(1, nodes).boxed().collect(Collectors.toUnmodifiableSet());
    }
}
