package io.florin.edge.problem;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Why a stage failed, without the wrapping that later stages put around it. */
public final class Cause {
    private Cause() {}

    public static Throwable of(Throwable failure) {
        var cause = failure.getCause();
        boolean isWrapping =
                failure instanceof CompletionException || failure instanceof ExecutionException;
        return isWrapping && cause != null ? of(cause) : failure;
    }
}
