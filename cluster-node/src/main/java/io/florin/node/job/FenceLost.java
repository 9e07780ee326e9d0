package io.florin.node.job;

/** The job was cancelled, or another attempt has it: whatever this run does is not written. */
public final class FenceLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FenceLost(long seq) {
        super("Job " + seq + " is not this run's any more.");
    }
}
