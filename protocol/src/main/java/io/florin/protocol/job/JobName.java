package io.florin.protocol.job;

import org.jspecify.annotations.Nullable;

/**
 * Which job is meant.
 *
 * @param wallet that pays for it; empty: none does; null: whichever has the id
 */
public record JobName(String app, JobId id, @Nullable String wallet) {
    /** Of the job that no wallet pays for. */
    public static JobName unpriced(String app, JobId id) {
        return new JobName(app, id, "");
    }
}
