package io.florin.edge.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.florin.edge.secret.Vault;
import io.florin.protocol.user.SigningKeys;
import io.florin.protocol.user.SigningKeys.SigningKey;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The key pairs (P-256) that sign access tokens, as this edge last read them. The newest signs as
 * soon as every edge has had the time to read it; those before it are accepted until the last token
 * they signed has expired, and then forgotten. The edge that finds the newest too old adds the
 * next; if two do, one is first and the other takes that one. Thread-safe; {@link #refresh} blocks.
 */
public final class KeyRing {
    /** How often every edge reads the keys again. */
    public static final Duration REFRESH = Duration.ofSeconds(30);

    private static final Duration LEAD = REFRESH.multipliedBy(3);
    private static final long READ_LIMIT_SECONDS = 5;
    private static final String PURPOSE = "signing key";

    private final SigningKeys stored;
    private final Vault vault;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Ages ages;
    private volatile List<KeyPair> pairs = List.of();

    /**
     * How long keys are good for.
     *
     * @param rotation how old the newest may become
     * @param acceptance how long the tokens live that it signs
     */
    public record Ages(Duration rotation, Duration acceptance) {}

    record KeyPair(long number, Instant signsFrom, ECKey jwk) {}

    /** A ring without keys, until the first {@link #refresh}. */
    public KeyRing(
            SigningKeys stored, Vault vault, SecureRandom random, InstantSource clock, Ages ages) {
        this.stored = stored;
        this.vault = vault;
        this.random = random;
        this.clock = clock;
        this.ages = ages;
    }

    /** Reads the keys, adds the next one if it is time, forgets those that nobody needs. */
    public void refresh() {
        var now = clock.instant();
        var read = await(stored.all());
        if (read.isEmpty()) {
            add(1, now, now);
            read = await(stored.all());
        } else if (!now.isBefore(read.getLast().createdAt().plus(ages.rotation()))) {
            add(read.getLast().number() + 1, now, now.plus(LEAD));
            read = await(stored.all());
        }
        long oldestNeeded = oldestNeeded(read, now);
        if (read.getFirst().number() < oldestNeeded) await(stored.removeBefore(oldestNeeded));
        pairs = read.stream().filter(key -> key.number() >= oldestNeeded).map(this::pair).toList();
    }

    private void add(long number, Instant now, Instant signsFrom) {
        try {
            var jwk =
                    new ECKeyGenerator(Curve.P_256)
                            .keyUse(KeyUse.SIGNATURE)
                            .keyIDFromThumbprint(true)
                            .secureRandom(random)
                            .generate();
            String sealed = vault.seal(PURPOSE, jwk.toJSONString());
            await(stored.add(new SigningKey(number, sealed, now, signsFrom)));
        } catch (JOSEException e) {
            throw new IllegalStateException("A key pair could not be made.", e);
        }
    }

    /** A key is needed until its successor has signed for as long as a token lives. */
    private long oldestNeeded(List<SigningKey> keys, Instant now) {
        long oldest = keys.getFirst().number();
        for (var successor : keys.subList(1, keys.size())) {
            if (now.isAfter(successor.signsFrom().plus(ages.acceptance()).plus(LEAD))) {
                oldest = successor.number();
            }
        }
        return oldest;
    }

    private KeyPair pair(SigningKey key) {
        try {
            var jwk = ECKey.parse(vault.open(PURPOSE, key.encryptedJwk()));
            return new KeyPair(key.number(), key.signsFrom(), jwk);
        } catch (IllegalArgumentException | ParseException e) {
            throw new IllegalStateException(
                    "A signing key in the database was not sealed with this secret: set"
                            + " florin.identity.secret to the one it was sealed with, or empty the"
                            + " table signing_key, which ends all logins.",
                    e);
        }
    }

    /** The pair that signs now. */
    KeyPair signing() {
        var now = clock.instant();
        @Nullable KeyPair newest = null;
        for (var pair : pairs) {
            if (newest == null || !now.isBefore(pair.signsFrom())) newest = pair;
        }
        if (newest == null) throw new IllegalStateException("The key ring was never read.");
        return newest;
    }

    Optional<ECKey> find(@Nullable String keyId) {
        return pairs.stream()
                .map(KeyPair::jwk)
                .filter(jwk -> jwk.getKeyID().equals(keyId))
                .findAny();
    }

    /** The public halves, as RFC 7517 writes them: those that sign soon are there already. */
    public String publicJwks() {
        return new JWKSet(List.copyOf(pairs.stream().map(KeyPair::jwk).toList())).toString(true);
    }

    private static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(READ_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while keys were read.", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The signing keys could not be read.", e);
        }
    }
}
