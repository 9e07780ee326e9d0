package io.florin.protocol.payment;

import io.florin.protocol.account.Text;
import org.jspecify.annotations.Nullable;

/**
 * What a person has found out of a request that may have left, and of which the provider shows us
 * nothing.
 *
 * @param reference what the provider calls it; if it happened, and only then
 * @param reason how they know; not part of what is decided
 */
public record Decision(Outcome outcome, @Nullable String reference, String reason) {
    public static final int MAX_REFERENCE_CHARS = 255;
    public static final int MAX_REASON_CHARS = 500;

    /** Whether it happened. */
    public enum Outcome {
        HAPPENED,
        DID_NOT_HAPPEN
    }

    public Decision {
        if ((outcome == Outcome.HAPPENED) != (reference != null)) {
            throw new IllegalArgumentException("What happened has a reference, and only that.");
        }
        if (reference != null) Text.require("reference", reference, 1, MAX_REFERENCE_CHARS);
        Text.require("reason", reason, 1, MAX_REASON_CHARS);
    }

    /** Whether both say the same, for whatever reason. */
    public boolean agrees(Decision other) {
        return outcome == other.outcome && (reference == null || reference.equals(other.reference));
    }
}
