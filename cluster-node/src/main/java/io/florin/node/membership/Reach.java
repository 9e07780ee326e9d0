package io.florin.node.membership;

/** What one question to the Kubernetes API has come to. */
sealed interface Reach {
    /** The pods may be seen. */
    record Allowed() implements Reach {}

    /** Asking again would not help. */
    record Refused(String sentence) implements Reach {}

    /** It may be different in a moment. */
    record Unanswered(String sentence) implements Reach {}
}
