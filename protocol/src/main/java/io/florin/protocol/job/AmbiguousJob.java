package io.florin.protocol.job;

/** Several jobs of an app have the id: say of which wallet. */
public final class AmbiguousJob extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AmbiguousJob(JobId id) {
        super("Several jobs have the id " + id + ".");
    }
}
