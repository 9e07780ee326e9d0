package io.florin.simulation.world;

import org.jspecify.annotations.Nullable;

/** Something happened that must never happen. */
public final class BrokenPromise extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BrokenPromise(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Throws unless it holds; {@code message} takes its arguments like {@link String#formatted}.
     */
    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one dependency more
    public static void unless(boolean holds, String message, @Nullable Object... arguments) {
        if (!holds) throw new BrokenPromise(message.formatted(arguments), null);
    }
}
