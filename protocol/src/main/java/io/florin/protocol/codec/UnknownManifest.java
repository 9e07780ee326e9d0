package io.florin.protocol.codec;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A manifest that this release does not know: most likely written by a newer one. The entity that
 * meets it must stop, for what it cannot read it cannot apply.
 */
public final class UnknownManifest extends RuntimeException {
    public UnknownManifest(String vocabulary, String manifest) {
        super(
                ("This release knows no %s with the manifest '%s';"
                                + " a newer release may have written it.")
                        .formatted(vocabulary, manifest));
    }

    /** What the log says of the entity that stops, and what to do about it. */
    public String stops(Object entity) {
        return "%s is not served: %s Run nodes of that release; others are served."
                .formatted(entity, getMessage());
    }

    /** The one that a failure comes of, however it was wrapped. */
    public static Optional<UnknownManifest> in(Throwable failure) {
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof UnknownManifest unknown) return Optional.of(unknown);
        }
        return Optional.empty();
    }
}
