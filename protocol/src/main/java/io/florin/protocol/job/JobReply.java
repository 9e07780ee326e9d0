package io.florin.protocol.job;

import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;

/** Everything that can be answered to a change of jobs. */
public sealed interface JobReply {
    /** {@code replayed}: the same request had been taken before. */
    record Taken(Job job, boolean replayed) implements JobReply {}

    /**
     * An open job had the same unique key: it is the one that counts. {@code replayed}: that was so
     * when the same request came first.
     */
    record OpenAlready(Job job, boolean replayed) implements JobReply {}

    record Denied(Denial denial, boolean replayed) implements JobReply {}

    /** Certainly not taken. */
    record NotTaken(Refusal why) implements JobReply {}

    /** Nobody knows in time; ask again under the same name. */
    record InDoubt() implements JobReply {}
}
