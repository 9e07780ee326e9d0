package io.florin.persistence.audit;

/**
 * Where the journal is not what it was.
 *
 * @param entity the persistence id; empty if only the whole differs
 * @param sequence the event, 0 if only the whole differs
 * @param what a sentence
 */
public record Difference(String entity, long sequence, String what) {
    @Override
    public String toString() {
        return entity.isEmpty() ? what : "Entity " + entity + ", event " + sequence + ": " + what;
    }
}
