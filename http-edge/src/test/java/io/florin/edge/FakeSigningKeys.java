package io.florin.edge;

import io.florin.protocol.user.SigningKeys;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;

/** Keeps keys in memory. */
public final class FakeSigningKeys implements SigningKeys {
    public final ConcurrentSkipListMap<Long, SigningKey> kept = new ConcurrentSkipListMap<>();

    @Override
    public CompletionStage<List<SigningKey>> all() {
        return CompletableFuture.completedStage(List.copyOf(kept.values()));
    }

    @Override
    public CompletionStage<Boolean> add(SigningKey key) {
        return CompletableFuture.completedStage(kept.putIfAbsent(key.number(), key) == null);
    }

    @Override
    public CompletionStage<Void> removeBefore(long number) {
        kept.headMap(number).clear();
        return CompletableFuture.completedStage(null);
    }
}
