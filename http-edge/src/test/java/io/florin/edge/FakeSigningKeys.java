package io.florin.edge;

import io.florin.protocol.user.SigningKeys;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Keeps keys in memory; it fails to tell them if told to. */
public final class FakeSigningKeys implements SigningKeys {
    public final ConcurrentSkipListMap<Long, SigningKey> kept = new ConcurrentSkipListMap<>();
    public volatile @Nullable RuntimeException failure;

    @Override
    public CompletionStage<List<SigningKey>> all() {
        var failing = failure;
        if (failing != null) return CompletableFuture.failedStage(failing);
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
