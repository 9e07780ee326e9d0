package io.florin.sandbox;

import java.util.Locale;

/** Where on a job's way its node can be killed, in their order. */
enum Step {
    /** The claim has committed, and the worker has not heard of it; no offset is committed. */
    CLAIMED,
    /** The handler has begun. */
    BEGUN,
    /**
     * Only of what moves outside money: it is recorded that a request leaves, and none has left.
     */
    MARKED,
    /** The provider has done what it was asked for, and nothing of that is written. */
    CALLED,
    /** The outcome is chosen and written; nobody has heard of it, nor has the wallet. */
    FINISHED,
    /** The wallet's command is about to leave. */
    ASKING,
    /** The wallet has captured the price, and its answer was not heard. */
    CAPTURED,
    /** The end is written, and whoever waits behind this job in its lane is not told. */
    ENDED;

    /** As it stands in a job's payload. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
