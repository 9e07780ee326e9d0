package io.florin.edge.problem;

import java.util.concurrent.CompletionException;

/** Why a stage failed, without the wrapping that later stages put around it. */
public final class Cause {
    private Cause() {}

    public static Throwable of(Throwable failure) {
        var cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
