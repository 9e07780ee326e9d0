package io.florin.node.membership;

/** What one question to the Kubernetes API has come to. */
sealed interface Verdict {
    /** The pods may be seen. */
    record Allowed() implements Verdict {}

    /** Asking again would not help. */
    record Refused(String sentence) implements Verdict {}

    /** It may be different in a moment. */
    record Unanswered(String sentence) implements Verdict {}
}
