package io.florin.protocol.wallet;

import io.florin.protocol.account.Note;
import io.florin.protocol.account.Text;
import io.florin.protocol.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the edge adds to a request of its own knowledge, and the wallet obeys: it is no part of what
 * the client asked, hence of no fingerprint.
 *
 * @param owner whose the wallet must be, or the request is forbidden and nothing of it is kept;
 *     null when the caller may touch any wallet
 * @param limits what may be sent
 * @param schedule the version of the app's money rules by which fees and limits were taken, written
 *     down with every entry; null when the app has none
 * @param fee what a transfer or a withdrawal costs on top, in minor units of its asset; 0 is free
 */
public record Terms(
        @Nullable String owner, SpendingLimits limits, @Nullable String schedule, long fee) {
    /** Of a caller who may touch any wallet, in an app without rules. */
    public static final Terms FREE = new Terms(null, SpendingLimits.NONE, null);

    public Terms {
        if (schedule != null) Text.require("schedule", schedule, 1, Note.MAX_SCHEDULE_CHARS);
        if (fee != 0) Money.requireAmount(fee);
    }

    /** Without a fee. */
    public Terms(@Nullable String owner, SpendingLimits limits, @Nullable String schedule) {
        this(owner, limits, schedule, 0);
    }

    /** The same caller under the app's rules. */
    public Terms withRules(SpendingLimits limited, @Nullable String version, long cost) {
        return new Terms(owner, limited, version, cost);
    }

    public static Terms ofOwner(String owner) {
        return new Terms(owner, SpendingLimits.NONE, null);
    }
}
