package io.florin.edge.caller;

/** Who is asking. */
public sealed interface Caller {
    /** Part of ids derived for this caller's requests, hence for ever. */
    String name();

    /** Sent no credential. */
    record Anonymous() implements Caller {
        @Override
        public String name() {
            return "anonymous";
        }
    }

    /** A program of the operator's, such as a payment bridge. */
    record Service(String service) implements Caller {
        @Override
        public String name() {
            return "service:" + service;
        }
    }

    record Operator() implements Caller {
        @Override
        public String name() {
            return "operator";
        }
    }
}
