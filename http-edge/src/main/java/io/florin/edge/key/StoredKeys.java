package io.florin.edge.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.florin.edge.app.Roles;
import io.florin.edge.caller.Apps;
import io.florin.edge.caller.Authenticator;
import io.florin.edge.caller.Caller;
import io.florin.edge.caller.ConfiguredKeys;
import io.florin.edge.caller.Identity;
import io.florin.edge.json.Unfit;
import io.florin.edge.problem.Cause;
import io.florin.protocol.session.SecretHash;
import io.florin.protocol.user.ApiKey;
import io.florin.protocol.user.ApiKeys;
import io.florin.protocol.user.StoredKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the keys of the configuration and those that are stored, and no tokens. A key that is
 * unknown, wrong, revoked or expired, or whose maker is no operator any more, is nobody's, in the
 * same words and after the same work. A revoked key, and one whose maker lost the right to it,
 * stops within {@value KeyLookup#MEMORY_SECONDS} s on every edge; an expired one stops at once.
 */
public final class StoredKeys implements Authenticator {
    private static final Logger LOG = LoggerFactory.getLogger(StoredKeys.class);
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);
    private static final int MAX_USES = 10_000;

    /** No secret is known that has this hash, so it fits no key. */
    private static final SecretHash NOBODYS = new SecretHash(new byte[SecretHash.BYTES]);

    private final ConfiguredKeys configured;
    private final ApiKeys keys;
    private final Apps apps;
    private final InstantSource clock;
    private final KeyLookup lookup;
    private final Cache<String, Boolean> usedLately;

    public StoredKeys(
            ConfiguredKeys configured,
            ApiKeys keys,
            Apps apps,
            InstantSource clock,
            Ticker ticker) {
        this.configured = configured;
        this.keys = keys;
        this.apps = apps;
        this.clock = clock;
        this.lookup = new KeyLookup(keys, ticker);
        this.usedLately =
                Caffeine.newBuilder()
                        .ticker(ticker)
                        .maximumSize(MAX_USES)
                        .expireAfterWrite(USE_NOTED_EVERY)
                        .build();
    }

    @Override
    public CompletionStage<Identity> ofKey(String text) {
        var caller = configured.credentials().caller(text);
        if (caller.isPresent()) {
            return CompletableFuture.completedFuture(Identity.of(caller.get()));
        }
        return KeyText.parse(text)
                .map(this::ofStored)
                .orElseGet(() -> CompletableFuture.failedFuture(ConfiguredKeys.nobodys()));
    }

    private CompletionStage<Identity> ofStored(KeyText offered) {
        return lookup.find(offered.id()).thenApply(found -> judged(offered, found));
    }

    /** Hashes and compares whatever was found. */
    private Identity judged(KeyText offered, Optional<StoredKey> found) {
        boolean matches = found.map(StoredKey::hash).orElse(NOBODYS).equals(offered.hash());
        var now = clock.instant();
        if (!matches || found.isEmpty() || !isValid(found.get(), now)) {
            throw new CompletionException(ConfiguredKeys.nobodys());
        }
        var key = found.get().key();
        lookup.meet(key.id());
        noteUse(key.id(), now);
        return new Identity(caller(key), key.app(), key.scopes(), key.id(), key.createdBy());
    }

    /** Who made it and is no operator any more has left nothing behind. */
    private boolean isValid(StoredKey stored, Instant now) {
        var key = stored.key();
        if (!key.isValid(now)) return false;
        if (key.createdBy() == null || key.app() == null) return true;
        var maker = stored.maker();
        var roles = apps.find(key.app()).map(app -> app.rules().roles()).orElse(Roles.USUAL);
        return maker != null && !maker.blocked() && roles.makeOperator(maker.roles());
    }

    private static Caller caller(ApiKey key) {
        return switch (key.role()) {
            case OPERATOR -> new Caller.Operator();
            case SERVICE -> new Caller.Service(key.name());
        };
    }

    /** Nobody waits for it, and a failure costs a minute of what is shown to people. */
    private void noteUse(String id, Instant now) {
        if (usedLately.asMap().putIfAbsent(id, true) != null) return;
        var _ =
                CompletableFuture.completedStage(id)
                        .thenCompose(used -> keys.used(used, now))
                        .whenComplete((_, failure) -> {
                            if (failure == null) return;
                            LOG.warn("A use of key {}: {}", id, Cause.of(failure).toString());
                        });
    }

    /** Of a stored key the id decides: whoever knows that costs a hash and no look-up. */
    @Override
    public boolean knows(String credential) {
        return configured.knows(credential)
                || KeyText.parse(credential).filter(key -> lookup.knows(key.id())).isPresent();
    }

    @Override
    public Identity ofToken(String token) throws Unfit {
        return configured.ofToken(token);
    }

    @Override
    public CompletionStage<Identity> confirm(Identity user) {
        return configured.confirm(user);
    }
}
