package io.florin.node.rules;

import io.florin.protocol.account.Note;
import io.florin.protocol.wallet.HoldFacts;
import java.time.Instant;

/** A hold that has not ended. */
public record OpenHold(HoldFacts facts, Note note, Stage stage) {
    /**
     * OPEN → CLOSING (its last capture is under way) → OPEN (that capture came back) | CLOSED (it
     * was accepted, but earlier captures are still under way).
     */
    public enum Stage {
        OPEN,
        CLOSING,
        CLOSED
    }

    /** Due, and nothing of it is being captured, so that it may end now. */
    public boolean isDue(Instant now) {
        var expiresAt = facts.expiresAt();
        return expiresAt != null && !now.isBefore(expiresAt) && facts.capturing() == 0;
    }
}
