package io.florin.edge.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.florin.edge.caller.Caller;
import io.florin.edge.caller.Identity;
import io.florin.edge.json.Unfit;
import io.florin.protocol.refusal.Refusal;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens: JWTs (RFC 9068) signed with ES256 by a key of the ring. What was verified once is
 * remembered until it expires, so that a signature costs once a token and not once a call.
 * Thread-safe; never blocks.
 */
public final class AccessTokens {
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final int MAX_CHARS = 4_096;
    private static final int MAX_REMEMBERED = 20_000;
    private static final String SESSION = "sid";
    private static final String APP = "app";
    private static final String ROLES = "roles";
    private static final String TIER = "tier";

    private final KeyRing ring;
    private final InstantSource clock;
    private final String issuer;
    private final Duration life;
    private final Cache<String, Verified> remembered =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    private record Verified(Identity identity, Instant expiresAt) {}

    public AccessTokens(KeyRing ring, InstantSource clock, String issuer, Duration life) {
        this.ring = ring;
        this.clock = clock;
        this.issuer = issuer;
        this.life = life;
    }

    public long lifeSeconds() {
        return life.toSeconds();
    }

    public String issue(String app, Caller.User user) {
        var now = clock.instant();
        var pair = ring.signing();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience(issuer)
                        .subject(user.id())
                        .claim(SESSION, user.session())
                        .claim(APP, app)
                        .claim(ROLES, List.copyOf(user.roles()))
                        .claim(TIER, user.tier())
                        .issueTime(Date.from(now))
                        .notBeforeTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(life)))
                        .build();
        var header =
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(TYPE)
                        .keyID(pair.jwk().getKeyID())
                        .build();
        try {
            var jwt = new SignedJWT(header, claims);
            jwt.sign(new ECDSASigner(pair.jwk()));
            String token = jwt.serialize();
            var expiresAt = Date.from(now.plus(life)).toInstant().truncatedTo(ChronoUnit.SECONDS);
            remembered.put(token, new Verified(new Identity(user, app, Set.of()), expiresAt));
            return token;
        } catch (JOSEException e) {
            throw new IllegalStateException("A token could not be signed.", e);
        }
    }

    /** Whose it is: {@code UNAUTHENTICATED} if nobody's, {@code TOKEN_EXPIRED} after its time. */
    public Identity verify(String token) throws Unfit {
        if (token.length() > MAX_CHARS) throw nobodys();
        var known = remembered.getIfPresent(token);
        var verified = known == null ? verifyAnew(token) : known;
        if (!clock.instant().isBefore(verified.expiresAt())) {
            remembered.invalidate(token);
            throw new Unfit(Refusal.TOKEN_EXPIRED, Refusal.TOKEN_EXPIRED.sentence());
        }
        if (known == null) remembered.put(token, verified);
        return verified.identity();
    }

    /** Whether it was verified here, or made. */
    public boolean knows(String token) {
        return remembered.getIfPresent(token) != null;
    }

    private Verified verifyAnew(String token) throws Unfit {
        try {
            var jwt = SignedJWT.parse(token);
            var header = jwt.getHeader();
            if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())) throw nobodys();
            if (!TYPE.equals(header.getType())) throw nobodys();
            var key = ring.find(header.getKeyID());
            if (key.isEmpty() || !jwt.verify(new ECDSAVerifier(key.get()))) throw nobodys();
            return verified(jwt.getJWTClaimsSet());
        } catch (ParseException | JOSEException | IllegalArgumentException _) {
            throw nobodys();
        }
    }

    private Verified verified(JWTClaimsSet claims) throws Unfit, ParseException {
        var expiresAt = claims.getExpirationTime();
        var notBefore = claims.getNotBeforeTime();
        if (!issuer.equals(claims.getIssuer()) || expiresAt == null || notBefore == null) {
            throw nobodys();
        }
        if (clock.instant().plus(KeyRing.REFRESH).isBefore(notBefore.toInstant())) {
            throw nobodys();
        }
        var user =
                new Caller.User(
                        required(claims.getSubject()),
                        required(claims.getStringClaim(SESSION)),
                        Set.copyOf(required(claims.getStringListClaim(ROLES))),
                        required(claims.getStringClaim(TIER)));
        String app = required(claims.getStringClaim(APP));
        return new Verified(new Identity(user, app, Set.of()), expiresAt.toInstant());
    }

    private static <T> T required(@Nullable T claim) throws Unfit {
        if (claim == null) throw nobodys();
        return claim;
    }

    private static Unfit nobodys() {
        return new Unfit(Refusal.UNAUTHENTICATED, "This access token is nobody's.");
    }
}
