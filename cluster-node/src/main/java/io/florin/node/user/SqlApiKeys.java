package io.florin.node.user;

import io.florin.node.calls.BlockingCalls;
import io.florin.persistence.database.Database;
import io.florin.persistence.user.ApiKeyTable;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.trail.AuditEntry;
import io.florin.protocol.user.ApiKey;
import io.florin.protocol.user.ApiKeys;
import io.florin.protocol.user.StoredKey;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The door to programs' keys over their table. */
public final class SqlApiKeys implements ApiKeys {
    private final ApiKeyTable keys;
    private final BlockingCalls calls;

    public SqlApiKeys(Database database, BlockingCalls calls) {
        this.keys = new ApiKeyTable(database);
        this.calls = calls;
    }

    @Override
    public CompletionStage<Boolean> create(StoredKey key, AuditEntry entry) {
        return calls.call(() -> keys.create(key, entry));
    }

    @Override
    public CompletionStage<Optional<StoredKey>> find(String id) {
        return calls.call(() -> keys.find(id));
    }

    @Override
    public CompletionStage<Page<ApiKey>> list(
            @Nullable String app, @Nullable String cursor, int limit) {
        return calls.call(() -> keys.list(app, cursor, limit));
    }

    @Override
    public CompletionStage<Optional<ApiKey>> revoke(String id, Instant at, AuditEntry entry) {
        return calls.call(() -> keys.revoke(id, at, entry));
    }

    @Override
    public CompletionStage<Void> used(String id, Instant at) {
        return calls.run(() -> keys.used(id, at));
    }
}
