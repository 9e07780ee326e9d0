package io.florin.edge.signature;

/** What became of the question whether a message is its provider's. */
public sealed interface Verdict {
    /** It is. */
    record Genuine() implements Verdict {}

    /** It is not, as far as we know; the sentence helps whoever sets it up. */
    record Refused(Flaw why, String sentence) implements Verdict {}
}
