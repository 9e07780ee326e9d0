package io.florin.sandbox.chaos;

import io.florin.sandbox.wire.Link;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What faults are done to: a cluster with its database, its broker and the cables between. */
public interface Grounds {
    /** Numbered from 1. */
    int nodes();

    /** One of them. */
    Node node(int number);

    /** PostgreSQL. */
    Database database();

    /** Kafka. */
    Broker broker();

    /** The cable on which the first sends to the second. */
    Link between(int from, int to);

    /** The cable from a node to the database. */
    Link toDatabase(int node);

    /** The cable from a node to the broker. */
    Link toBroker(int node);

    /** Processes of nodes that have ended since the last call, whoever asked for it. */
    List<Ending> endings();

    /**
     * The end of a node's process.
     *
     * @param obituary for a person, with what it said last
     */
    record Ending(int node, int status, String obituary) {}

    /** Whether every node is ready, and sees every node as a member that is up. */
    boolean isWhole();

    /** A node's process. Whoever dies is started again by itself. */
    interface Node {
        /** SIGKILL. */
        void kill();

        /** SIGSTOP. */
        void pause();

        /** SIGCONT. */
        void resume();

        /** Asks it to end in order, and returns when its successor is ready, or after the limit. */
        void restart(Duration limit);

        /** The shards of wallets that live here. */
        Set<String> shards();
    }

    /** The server of all nodes. It is not started again by itself. */
    interface Database {
        /** In order, with a checkpoint; every connection is ended. */
        void stop();

        /** At once; the next start has to recover. */
        void crash();

        /** Returns when it serves. */
        void start();

        /** Ends every session of the nodes. */
        void endSessions();
    }

    /** The broker of all nodes. It is not started again by itself. */
    interface Broker {
        /** In order. */
        void stop();

        /** SIGKILL. */
        void kill();

        /** SIGSTOP. */
        void pause();

        /** SIGCONT. */
        void resume();

        /** Returns when it serves. */
        void start();
    }
}
