package io.florin.edge.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.florin.edge.FakeSigningKeys;
import io.florin.edge.TestClock;
import io.florin.edge.caller.Caller;
import io.florin.edge.caller.Identity;
import io.florin.edge.json.Unfit;
import io.florin.edge.secret.Vault;
import io.florin.protocol.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose a token is: what is not exactly right is nobody's, in the same words. */
class AccessTokensTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final Caller.User ANN =
            new Caller.User("ann", "s1", Set.of("user", "operator"), "basic");
    private static final String NOBODYS = "This access token is nobody's.";

    private final TestClock clock = new TestClock(NOW);
    private final KeyRing ring = ring();
    private final AccessTokens tokens = new AccessTokens(ring, clock, "florin", LIFE);
    private final ECKey key = ring.signing().jwk();

    private KeyRing ring() {
        var random = new SecureRandom();
        var made =
                new KeyRing(
                        new FakeSigningKeys(),
                        new Vault("a secret of at least 32 characters", random),
                        random,
                        clock,
                        new KeyRing.Ages(Duration.ofDays(90), LIFE));
        made.refresh();
        return made;
    }

    private void assertNobodys(String what, @Nullable String token) {
        var refusal = catchThrowableOfType(Unfit.class, () -> tokens.verify(String.valueOf(token)));
        assertThat(refusal).as(what).isNotNull();
        assertThat(refusal.why()).as(what).isEqualTo(Refusal.UNAUTHENTICATED);
        assertThat(refusal).as(what).hasMessageContaining(NOBODYS);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("florin")
                .audience("florin")
                .subject("ann")
                .claim("sid", "s1")
                .claim("app", "shop")
                .claim("roles", List.of("user"))
                .claim("tier", "basic")
                .issueTime(Date.from(NOW))
                .notBeforeTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plus(LIFE)));
    }

    private JWSHeader.Builder header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID());
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer)
            throws JOSEException {
        var jwt = new SignedJWT(header, claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    /** Signed by the right key, with other claims. */
    private String with(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        var claims = change.apply(claims()).build();
        return signed(header(JWSAlgorithm.ES256).build(), claims, new ECDSASigner(key));
    }

    @Test
    void whatWasIssuedSaysWhoseItIs() throws Unfit {
        var identity = tokens.verify(tokens.issue("shop", ANN));
        assertThat(identity).isEqualTo(new Identity(ANN, "shop", Set.of()));
    }

    /** Otherwise none of the refusals below would mean anything. */
    @Test
    void theTokensOfThisTestAreGoodButForWhatIsSaid() throws Exception {
        assertThat(tokens.verify(with(claims -> claims)).app()).isEqualTo("shop");
    }

    @Test
    void wrongClaims() throws Exception {
        assertNobodys("issuer", with(claims -> claims.issuer("else")));
        assertNobodys("no issuer", with(claims -> claims.issuer(null)));
        assertNobodys("no end", with(claims -> claims.expirationTime(null)));
        assertNobodys("no begin", with(claims -> claims.notBeforeTime(null)));
        assertNobodys("no subject", with(claims -> claims.subject(null)));
        for (String name : List.of("sid", "app", "tier", "roles")) {
            assertNobodys("no " + name, with(claims -> claims.claim(name, null)));
            assertNobodys("a number as " + name, with(claims -> claims.claim(name, 7)));
        }
        var early = Date.from(NOW.plus(KeyRing.REFRESH).plusSeconds(1));
        assertNobodys("not yet valid", with(claims -> claims.notBeforeTime(early)));
    }

    @Test
    void wrongHeaders() throws Exception {
        var claims = claims().build();
        var signer = new ECDSASigner(key);
        var es256 = JWSAlgorithm.ES256;
        assertNobodys(
                "a plain JWT",
                signed(header(es256).type(JOSEObjectType.JWT).build(), claims, signer));
        assertNobodys("no type", signed(header(es256).type(null).build(), claims, signer));
        assertNobodys("unknown key", signed(header(es256).keyID("x").build(), claims, signer));
        assertNobodys("no key", signed(header(es256).keyID(null).build(), claims, signer));
        var critical = header(es256).criticalParams(Set.of("exp")).build();
        assertNobodys("critical header", signed(critical, claims, signer));
    }

    @Test
    void wrongSignatures() throws Exception {
        var claims = claims().build();
        var other = new ECKeyGenerator(Curve.P_256).keyID(key.getKeyID()).generate();
        var es256 = header(JWSAlgorithm.ES256).build();
        assertNobodys("another key", signed(es256, claims, new ECDSASigner(other)));
        var itsOwn = header(JWSAlgorithm.ES256).jwk(other.toPublicJWK()).build();
        assertNobodys("a key of its own", signed(itsOwn, claims, new ECDSASigner(other)));
        assertNobodys("no algorithm", new PlainJWT(claims).serialize());
        var none = "{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}".formatted(key.getKeyID());
        assertNobodys("none", base64(none) + "." + base64(claims.toString()) + ".");
        var publicHalf = new MACSigner(key.toECPublicKey().getEncoded());
        var hs256 = header(JWSAlgorithm.HS256).build();
        assertNobodys("the public key as a password", signed(hs256, claims, publicHalf));
        var publicJson = new MACSigner(key.toPublicJWK().toJSONString());
        assertNobodys("the public JWK as a password", signed(hs256, claims, publicJson));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anotherPayloadUnderTheSameSignature() throws Exception {
        String[] good = tokens.issue("shop", ANN).split("\\.", -1);
        var eve = claims().subject("eve").build().toString();
        assertNobodys("payload", good[0] + "." + base64(eve) + "." + good[2]);
        assertNobodys("zeros", good[0] + "." + good[1] + "." + "A".repeat(86));
        assertNobodys("no signature", good[0] + "." + good[1] + ".");
    }

    @Test
    void cutOffAnywhere() {
        var token = tokens.issue("shop", ANN);
        for (int length = 0; length < token.length(); length++) {
            assertNobodys("the first " + length, token.substring(0, length));
        }
    }

    @Test
    void oneCharacterChangedAnywhereButInTheUnusedBitsAtTheEnd() {
        var token = tokens.issue("shop", ANN);
        for (int at = 0; at < token.length() - 1; at++) {
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            assertNobodys("at " + at, token.substring(0, at) + other + token.substring(at + 1));
        }
    }

    @Test
    void noise() {
        for (String text : List.of("", ".", "..", "...", "a.b.c", "null", "{}", "e30.e30.e30")) {
            assertNobodys(text, text);
        }
        assertNobodys("a megabyte", "a".repeat(1_000_000));
        assertNobodys("a megabyte after it", tokens.issue("shop", ANN) + "a".repeat(1_000_000));
        var deep = base64("[".repeat(1_500));
        assertNobodys("deep", deep + "." + deep.substring(0, 100) + ".AA");
    }

    /** Whether it was seen before or not. */
    @Test
    void aTokenEndsToTheMillisecond() throws Unfit {
        var seen = tokens.issue("shop", ANN);
        var unseen = tokens.issue("shop", new Caller.User("bob", "s2", Set.of(), "basic"));
        clock.pass(LIFE.minusMillis(1));
        tokens.verify(seen);
        clock.pass(Duration.ofMillis(1));
        for (String token : List.of(seen, unseen, seen)) {
            var refusal = catchThrowableOfType(Unfit.class, () -> tokens.verify(token));
            assertThat(refusal.why()).isEqualTo(Refusal.TOKEN_EXPIRED);
        }
    }
}
