package io.florin.persistence.journal;

import io.florin.protocol.journal.NameQuery;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Finds stored events of an entity by their names. Requests of many entities are answered by one
 * query each time.
 */
public interface NameIndex {
    /**
     * The events of the entity that any of the queries names, each once, by sequence number.
     *
     * <p>Fails with {@link JournalException} when the database does not answer within a second or
     * too many requests wait; then nothing is known of the names. Only committed events are found:
     * ask when no write of the entity is outstanding, or know the names in it yourself.
     */
    CompletionStage<List<StoredEvent>> lookup(String persistenceId, Set<NameQuery> queries);
}
