package io.florin.node.membership;

/** Whether a node may be here. */
sealed interface Verdict {
    record Admitted() implements Verdict {}

    /** Not as it looks, but who speaks against it may be dead, or about to end. */
    record Doubtful(String sentence) implements Verdict {}

    /** What is wrong, where, and the mend. */
    record Refused(String sentence) implements Verdict {}
}
