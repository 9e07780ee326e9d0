package io.florin.protocol.user;

import io.florin.protocol.ledger.Page;
import io.florin.protocol.trail.AuditEntry;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The door to the keys of programs. A stage fails if the database does not answer in time. */
public interface ApiKeys {
    /** False if a key of this id exists; otherwise the entry is appended, too. */
    CompletionStage<Boolean> create(StoredKey key, AuditEntry entry);

    CompletionStage<Optional<StoredKey>> find(String id);

    /**
     * Newest first; {@code app} null lists those of all apps. Fails with IllegalArgumentException
     * on a cursor that is not ours.
     */
    CompletionStage<Page<ApiKey>> list(@Nullable String app, @Nullable String cursor, int limit);

    /** Empty if there is none; a revoked one keeps its first time and gets no second entry. */
    CompletionStage<Optional<ApiKey>> revoke(String id, Instant at, AuditEntry entry);

    /** Notes the last use, at most once a minute; never backwards. */
    CompletionStage<Void> used(String id, Instant at);
}
