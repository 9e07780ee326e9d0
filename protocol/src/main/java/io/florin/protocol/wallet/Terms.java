package io.florin.protocol.wallet;

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
 */
public record Terms(@Nullable String owner, SpendingLimits limits, @Nullable String schedule) {
    public static final int MAX_SCHEDULE_CHARS = 64;

    /** Of a caller who may touch any wallet, in an app without rules. */
    public static final Terms FREE = new Terms(null, SpendingLimits.NONE, null);

    public static Terms ofOwner(String owner) {
        return new Terms(owner, SpendingLimits.NONE, null);
    }
}
