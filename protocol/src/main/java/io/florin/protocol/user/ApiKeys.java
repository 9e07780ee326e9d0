package io.florin.protocol.user;

import io.florin.protocol.ledger.Page;
import io.florin.protocol.trail.AuditEntry;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The door to the keys of programs. A stage fails if the database does not answer in time. */
public interface ApiKeys {
    /** False if a key of this id exists. */
    CompletionStage<Boolean> create(StoredKey key, AuditEntry entry);

    CompletionStage<Optional<StoredKey>> find(String id);

    /** Newest first; {@code app} null lists those of all apps. */
    CompletionStage<Page<ApiKey>> list(@Nullable String app, @Nullable String cursor, int limit);

    /** Empty if there is none; a revoked one keeps its first time. */
    CompletionStage<Optional<ApiKey>> revoke(String id, Instant at, AuditEntry entry);

    /** Notes the last use; never backwards. */
    CompletionStage<Void> used(String id, Instant at);
}
