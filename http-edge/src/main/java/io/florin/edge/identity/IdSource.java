package io.florin.edge.identity;

import java.util.UUID;

/** Makes ids that nobody chose. Called from many threads. */
@FunctionalInterface
public interface IdSource {
    /** A fresh UUID of version 7. */
    UUID next();
}
