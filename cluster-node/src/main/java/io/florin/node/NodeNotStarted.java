package io.florin.node;

/** A node could not be started; the message is one sentence that says why and what to do. */
public final class NodeNotStarted extends Exception {
    private static final long serialVersionUID = 1L;

    NodeNotStarted(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
