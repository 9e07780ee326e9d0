package io.florin.edge;

import io.florin.protocol.ledger.Page;
import io.florin.protocol.trail.AuditEntry;
import io.florin.protocol.user.ApiKey;
import io.florin.protocol.user.ApiKeys;
import io.florin.protocol.user.StoredKey;
import io.florin.protocol.user.User;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keys in memory, their entries in a trail; it fails if told to. */
public final class FakeApiKeys implements ApiKeys {
    public final List<String> looked = new CopyOnWriteArrayList<>();
    public final List<String> uses = new CopyOnWriteArrayList<>();
    private final Map<String, StoredKey> keys = new ConcurrentHashMap<>();
    private final FakeAuditTrail trail;

    public volatile @Nullable RuntimeException failure;

    /** Says who waits for what; nothing is answered until it is completed. */
    public volatile @Nullable CompletableFuture<Void> hold;

    public FakeApiKeys() {
        this(new FakeAuditTrail());
    }

    FakeApiKeys(FakeAuditTrail trail) {
        this.trail = trail;
    }

    /** Who made a key, as they are now. */
    public volatile Function<ApiKey, @Nullable User> makers = _ -> null;

    public void put(StoredKey key) {
        keys.put(key.key().id(), key);
    }

    public void revoke(String id, Instant at) {
        keys.computeIfPresent(
                id, (_, key) -> new StoredKey(revoked(key.key(), at), key.hash(), key.maker()));
    }

    @Override
    public CompletionStage<Boolean> create(StoredKey key, AuditEntry entry) {
        return answer(() -> {
            boolean created = keys.putIfAbsent(key.key().id(), key) == null;
            if (created) TestEdge.now(trail.append(entry));
            return created;
        });
    }

    @Override
    public CompletionStage<Optional<StoredKey>> find(String id) {
        looked.add(id);
        return answer(() -> Optional.ofNullable(keys.get(id)).map(this::made));
    }

    private StoredKey made(StoredKey stored) {
        if (stored.maker() != null) return stored;
        return new StoredKey(stored.key(), stored.hash(), makers.apply(stored.key()));
    }

    @Override
    public CompletionStage<Page<ApiKey>> list(
            @Nullable String app, @Nullable String cursor, int limit) {
        var newest = Comparator.comparing(ApiKey::createdAt).thenComparing(ApiKey::id).reversed();
        return FakePage.of(
                keys.values().stream()
                        .map(StoredKey::key)
                        .filter(key -> app == null || app.equals(key.app()))
                        .sorted(newest)
                        .toList(),
                cursor,
                limit);
    }

    @Override
    public CompletionStage<Optional<ApiKey>> revoke(String id, Instant at, AuditEntry entry) {
        return answer(() -> {
            var key = keys.get(id);
            if (key == null) return Optional.empty();
            if (key.key().revokedAt() == null) {
                revoke(id, at);
                TestEdge.now(trail.append(entry));
            }
            return Optional.ofNullable(keys.get(id)).map(StoredKey::key);
        });
    }

    private static ApiKey revoked(ApiKey key, Instant at) {
        return new ApiKey(
                key.id(),
                key.app(),
                key.name(),
                key.role(),
                key.scopes(),
                key.createdAt(),
                key.expiresAt(),
                at,
                key.lastUsedAt(),
                key.createdBy());
    }

    @Override
    public CompletionStage<Void> used(String id, Instant at) {
        uses.add(id);
        return answer(() -> null);
    }

    private <T> CompletionStage<T> answer(Supplier<T> value) {
        var failing = failure;
        if (failing != null) return CompletableFuture.failedStage(failing);
        var held = hold;
        return held == null
                ? CompletableFuture.completedStage(value.get())
                : held.thenApply(_ -> value.get());
    }
}
