package io.florin.node.payment;

import io.florin.persistence.payment.Change;
import io.florin.protocol.job.JobError;

/** Why there is no word of a provider. */
public final class Trouble extends Exception {
    private static final long serialVersionUID = 1L;

    /** What it means for the request. */
    public enum Kind {
        /** The provider says no, and nothing has happened. */
        REFUSED,

        /** It has certainly not been taken; the same may do later. */
        NOT_TAKEN,

        /** Nobody knows whether it was taken. */
        UNKNOWN
    }

    private final Kind kind;
    private final String code;
    private final String sentence;
    private final boolean outage;

    Trouble(Kind kind, String code, String sentence) {
        this(kind, code, sentence, false);
    }

    private Trouble(Kind kind, String code, String sentence, boolean outage) {
        super(code + ": " + sentence);
        this.kind = kind;
        this.code = code;
        this.sentence = sentence;
        this.outage = outage;
    }

    static Trouble unknown(String sentence) {
        return new Trouble(Kind.UNKNOWN, "outcome_unknown", sentence);
    }

    /** The provider, or the way to it, is out of order. */
    static Trouble lost(String sentence) {
        return new Trouble(Kind.UNKNOWN, "outcome_unknown", sentence, true);
    }

    /** The same before anything was sent. */
    static Trouble unreachable(String sentence) {
        return new Trouble(Kind.NOT_TAKEN, "provider_unreachable", sentence, true);
    }

    /** As it is where something else was asked than whether a request is taken. */
    Trouble ofAsking() {
        return kind == Kind.UNKNOWN ? this : new Trouble(Kind.UNKNOWN, code, sentence, outage);
    }

    /** Whether it is the provider that failed, or the way to it. */
    boolean isOutage() {
        return outage;
    }

    /** A person has to look at it: asking again says the same. */
    boolean needsDecision() {
        return code.equals(Change.NEEDS_DECISION);
    }

    Kind kind() {
        return kind;
    }

    JobError error() {
        return new JobError(code, sentence);
    }
}
