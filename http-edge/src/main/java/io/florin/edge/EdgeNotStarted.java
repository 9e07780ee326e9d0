package io.florin.edge;

/** The edge cannot listen; the message is one sentence for the operator. */
public final class EdgeNotStarted extends RuntimeException {
    EdgeNotStarted(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
