package io.florin.persistence.journal;

/**
 * One event's place in its entity's chain of hashes.
 *
 * @param era and {@code xid} tell the transaction that stored it
 * @param stored the hash that stands beside the event
 * @param computed the hash its content and the event before it have now
 */
public record ChainLink(
        String entity, long sequence, int era, long xid, Hash stored, Hash computed) {
    /** Whether nothing of the event, nor of the one before it, was changed, added or removed. */
    public boolean holds() {
        return stored.equals(computed);
    }
}
