package io.florin.edge.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.florin.edge.json.Unfit;
import io.florin.edge.problem.Cause;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.user.ApiKeys;
import io.florin.protocol.user.StoredKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds keys by id. What was found, or was not, is believed for {@value #MEMORY_SECONDS} s from the
 * moment it was asked for, so a revoked key stops within that time. Whoever makes ids up cannot
 * hammer the database: so many look-ups are under way and no more, and those of keys that were
 * valid here within the last hour have room of their own.
 */
final class KeyLookup {
    static final int MEMORY_SECONDS = 5;
    static final int MAX_LOOKUPS_OF_STRANGERS = 16;

    private static final int MAX_LOOKUPS_OF_KNOWN = 64;
    private static final int MAX_REMEMBERED = 10_000;
    private static final Duration KNOWN_FOR = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(KeyLookup.class);

    private final ApiKeys keys;
    private final Cache<String, CompletableFuture<Optional<StoredKey>>> recent;
    private final Cache<String, Boolean> known;
    private final Semaphore roomOfKnown = new Semaphore(MAX_LOOKUPS_OF_KNOWN);
    private final Semaphore roomOfStrangers = new Semaphore(MAX_LOOKUPS_OF_STRANGERS);

    KeyLookup(ApiKeys keys, Ticker ticker) {
        this.keys = keys;
        this.recent =
                Caffeine.newBuilder()
                        .ticker(ticker)
                        .maximumSize(MAX_REMEMBERED)
                        .expireAfterWrite(Duration.ofSeconds(MEMORY_SECONDS))
                        .build();
        this.known =
                Caffeine.newBuilder()
                        .ticker(ticker)
                        .maximumSize(MAX_REMEMBERED)
                        .expireAfterAccess(KNOWN_FOR)
                        .build();
    }

    /** The stage fails with an {@link Unfit}: too much is under way, or the door is silent. */
    CompletionStage<Optional<StoredKey>> find(String id) {
        var asked = new CompletableFuture<Optional<StoredKey>>();
        var before = recent.asMap().putIfAbsent(id, asked);
        if (before != null) return before.minimalCompletionStage();
        var room = known.getIfPresent(id) == null ? roomOfStrangers : roomOfKnown;
        if (room.tryAcquire()) {
            ask(id, asked, room);
        } else {
            forget(id, asked, Refusal.BUSY);
        }
        return asked.minimalCompletionStage();
    }

    private void ask(String id, CompletableFuture<Optional<StoredKey>> asked, Semaphore room) {
        var _ =
                CompletableFuture.completedStage(id)
                        .thenCompose(keys::find)
                        .whenComplete((found, failure) -> {
                            room.release();
                            if (failure == null) {
                                asked.complete(found);
                            } else {
                                LOG.warn(
                                        "A key was not found out: {}",
                                        Cause.of(failure).toString());
                                forget(id, asked, Refusal.UNAVAILABLE);
                            }
                        });
    }

    private void forget(String id, CompletableFuture<Optional<StoredKey>> asked, Refusal why) {
        recent.asMap().remove(id, asked);
        asked.completeExceptionally(new Unfit(why, why.sentence()));
    }

    boolean knows(String id) {
        return known.getIfPresent(id) != null;
    }

    /** The key was valid just now. */
    void meet(String id) {
        known.put(id, true);
    }
}
