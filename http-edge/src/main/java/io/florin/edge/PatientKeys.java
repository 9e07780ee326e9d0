package io.florin.edge;

import io.florin.protocol.ledger.Page;
import io.florin.protocol.trail.AuditEntry;
import io.florin.protocol.user.ApiKey;
import io.florin.protocol.user.ApiKeys;
import io.florin.protocol.user.StoredKey;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The door to the keys with the edge's last word on time: what is late has failed. */
record PatientKeys(ApiKeys behind, Patience patience) implements ApiKeys {
    @Override
    public CompletionStage<Boolean> create(StoredKey key, AuditEntry entry) {
        return patience.inTime(behind.create(key, entry));
    }

    @Override
    public CompletionStage<Optional<StoredKey>> find(String id) {
        return patience.inTime(behind.find(id));
    }

    @Override
    public CompletionStage<Page<ApiKey>> list(
            @Nullable String app, @Nullable String cursor, int limit) {
        return patience.inTime(behind.list(app, cursor, limit));
    }

    @Override
    public CompletionStage<Optional<ApiKey>> revoke(String id, Instant at, AuditEntry entry) {
        return patience.inTime(behind.revoke(id, at, entry));
    }

    @Override
    public CompletionStage<Void> used(String id, Instant at) {
        return patience.inTime(behind.used(id, at));
    }
}
