package io.florin.sandbox.chaos;

/** What an edge said. */
record Answer(int status, String body, boolean replayed) {
    private static final String PENDING = "\"state\":\"pending\"";
    private static final String IN_FLIGHT = "idempotency_key_in_flight";

    /** Taken, and what came of it is not known yet. */
    boolean isPending() {
        return status == 202 && body.contains(PENDING);
    }

    /** Certainly not taken: ask again later. */
    boolean isBusy() {
        return status == 503 || status == 429 || (status == 409 && body.contains(IN_FLIGHT));
    }

    /** Holds for ever. */
    boolean isFinal() {
        return !isPending() && !isBusy();
    }

    /** Whether the other is the same answer, said to be a repeat. */
    boolean isRepeatedBy(Answer other) {
        return other.replayed && other.status == status && other.body.equals(body);
    }
}
