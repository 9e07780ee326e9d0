package io.florin.protocol.job;

/**
 * SCHEDULED (not due yet) → QUEUED → RUNNING → SETTLING (its outcome is chosen; the wallet is still
 * to be told, or a cancelled run to stop) → SUCCEEDED | DEAD | CANCELLED. Beside RUNNING: RETRYING
 * (failed, and due again later) and UNKNOWN (nobody knows whether a request that moves outside
 * money took effect; asked about, never guessed).
 */
public enum JobState {
    SCHEDULED,
    QUEUED,
    RUNNING,
    RETRYING,
    UNKNOWN,
    SETTLING,
    SUCCEEDED,
    DEAD,
    CANCELLED;

    /** Nothing happens to the job any more. */
    public boolean isEnd() {
        return switch (this) {
            case SUCCEEDED, DEAD, CANCELLED -> true;
            case SCHEDULED, QUEUED, RUNNING, RETRYING, UNKNOWN, SETTLING -> false;
        };
    }

    /** Keeps the other jobs of its key from running. */
    public boolean occupiesKey() {
        return switch (this) {
            case RUNNING, RETRYING, UNKNOWN, SETTLING -> true;
            case SCHEDULED, QUEUED, SUCCEEDED, DEAD, CANCELLED -> false;
        };
    }
}
