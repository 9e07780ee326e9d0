package io.florin.persistence.ledger;

/** A stored event whose bytes this release cannot read. */
public final class UnreadableEventException extends RuntimeException {
    private final String entity;
    private final long sequence;

    public UnreadableEventException(String entity, long sequence, Throwable cause) {
        super("Event " + sequence + " of " + entity + ": " + cause.getMessage(), cause);
        this.entity = entity;
        this.sequence = sequence;
    }

    /** A sentence without the event's place. */
    public String what() {
        var cause = getCause();
        return "it cannot be read: " + (cause == null ? "" : cause.getMessage());
    }

    /** The persistence id. */
    public String entity() {
        return entity;
    }

    public long sequence() {
        return sequence;
    }
}
