package io.florin.persistence.projection;

import io.florin.persistence.events.EventOffset;

/**
 * The offset is not the one that this projection continues from: another instance has moved it, or
 * the read side is being rebuilt. Nothing was written; read the offset again.
 */
public final class StaleOffsetException extends RuntimeException {
    public StaleOffsetException(EventOffset stored, EventOffset expected) {
        super("The offset is " + stored + ", and this group continues from " + expected);
    }
}
