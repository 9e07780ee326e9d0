package io.florin.persistence.figure;

/**
 * One number.
 *
 * @param of a queue's or a provider's name; empty if it is of neither
 * @param state of the jobs, payments or payouts; empty if it is of all that are meant
 */
public record Figure(Kind kind, String of, String state, double value) {
    /** What is counted; ages are in seconds. */
    public enum Kind {
        JOBS,
        OLDEST_JOB_AGE,
        QUARANTINED_JOBS,
        OPEN_PAYMENTS,
        UNKNOWN_PAYMENT_AGE,
        OPEN_PAYOUTS,
        UNKNOWN_PAYOUT_AGE,
        XMIN_AGE
    }
}
