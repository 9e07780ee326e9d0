package io.florin.edge.signature;

/** A message makes no claim that could be checked. Thrown where it is found: no stack trace. */
final class Flawed extends Exception {
    private final Flaw why;

    private Flawed(Flaw why, String sentence) {
        super(sentence, null, false, false);
        this.why = why;
    }

    static Flawed missing(String header) {
        return new Flawed(Flaw.MISSING, "The header %s is missing.".formatted(header));
    }

    static Flawed malformed(String sentence) {
        return new Flawed(Flaw.MALFORMED, sentence);
    }

    Verdict verdict() {
        return new Verdict.Refused(why, String.valueOf(getMessage()));
    }
}
