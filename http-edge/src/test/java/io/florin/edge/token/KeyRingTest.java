package io.florin.edge.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.edge.FakeSigningKeys;
import io.florin.edge.TestClock;
import io.florin.edge.secret.Vault;
import io.florin.protocol.user.SigningKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How keys come and go, so that no token is ever signed by a key that another edge lacks. */
class KeyRingTest {
    private static final String SECRET = "a secret of at least 32 characters";
    private static final Duration ROTATION = Duration.ofDays(90);
    private static final Duration ACCEPTANCE = Duration.ofMinutes(15);
    private static final Duration LEAD = KeyRing.REFRESH.multipliedBy(3);
    private static final Pattern KID = Pattern.compile("\"kid\":\"([^\"]+)\"");

    private final FakeSigningKeys stored = new FakeSigningKeys();
    private final TestClock clock = new TestClock(Instant.parse("2026-03-04T05:06:07Z"));
    private final KeyRing ring = ring(stored, SECRET);

    private KeyRing ring(SigningKeys keys, String secret) {
        var random = new SecureRandom();
        return new KeyRing(
                keys,
                new Vault(secret, random),
                random,
                clock,
                new KeyRing.Ages(ROTATION, ACCEPTANCE));
    }

    private void later(Duration time) {
        clock.pass(time);
        ring.refresh();
    }

    private static List<String> published(KeyRing ring) {
        return KID.matcher(ring.publicJwks()).results().map(kid -> kid.group(1)).toList();
    }

    private static String signing(KeyRing ring) {
        return ring.signing().jwk().getKeyID();
    }

    @Test
    void withoutAKeyNothingIsSigned() {
        assertThatThrownBy(ring::signing).hasMessage("The key ring was never read.");
        assertThat(ring.find("any")).isEmpty();
    }

    @Test
    void theFirstKeySignsAtOnceAndStays() {
        ring.refresh();
        var first = signing(ring);
        later(KeyRing.REFRESH);
        later(ROTATION.minus(KeyRing.REFRESH).minusMillis(1));
        assertThat(stored.kept).hasSize(1);
        assertThat(published(ring)).containsExactly(first);
        assertThat(signing(ring)).isEqualTo(first);
    }

    @Test
    void onlyThePublicHalfIsShownAndOnlyASealedOneKept() {
        ring.refresh();
        assertThat(ring.publicJwks())
                .contains("\"kty\":\"EC\"", "\"crv\":\"P-256\"", "\"use\":\"sig\"")
                .doesNotContain("\"d\":");
        assertThat(stored.kept.firstEntry().getValue().encryptedJwk())
                .doesNotContain("\"", "P-256");
    }

    @Test
    void theNextKeyIsShownBeforeItSigns() {
        ring.refresh();
        var first = signing(ring);
        later(ROTATION);
        assertThat(published(ring)).hasSize(2).startsWith(first);
        assertThat(signing(ring)).isEqualTo(first);
        clock.pass(LEAD.minusMillis(1));
        assertThat(signing(ring)).isEqualTo(first);
        clock.pass(Duration.ofMillis(1));
        assertThat(signing(ring)).isEqualTo(published(ring).getLast()).isNotEqualTo(first);
    }

    @Test
    void theOldKeyIsForgottenWhenItsLastTokenHasExpired() {
        ring.refresh();
        var first = signing(ring);
        later(ROTATION);
        later(LEAD.plus(ACCEPTANCE));
        assertThat(ring.find(first)).isPresent();
        later(LEAD.plusMillis(1));
        assertThat(ring.find(first)).isEmpty();
        assertThat(stored.kept).containsOnlyKeys(2L);
    }

    @Test
    void rotationGoesOnForYears() {
        ring.refresh();
        for (int i = 0; i < 40; i++) {
            later(ROTATION);
            later(LEAD);
            later(ACCEPTANCE.plus(LEAD).plusMillis(1));
            assertThat(stored.kept).hasSize(1);
        }
        assertThat(stored.kept).containsOnlyKeys(41L);
    }

    /** Both find the newest too old at the same moment: whoever is second takes the first's. */
    @Test
    void twoEdgesThatRotateAtOnceEndWithOneKey() {
        for (int round = 0; round < 2; round++) {
            var hurried = ring(new Interrupted(stored, ring::refresh), SECRET);
            hurried.refresh();
            assertThat(stored.kept).hasSize(round + 1);
            assertThat(published(hurried)).isEqualTo(published(ring));
            clock.pass(ROTATION);
        }
    }

    /** After the first look something else happens. */
    private static final class Interrupted implements SigningKeys {
        private final SigningKeys behind;
        private Runnable interruption;

        Interrupted(SigningKeys behind, Runnable interruption) {
            this.behind = behind;
            this.interruption = interruption;
        }

        @Override
        public CompletionStage<List<SigningKey>> all() {
            var found = behind.all();
            var now = interruption;
            interruption = () -> {};
            now.run();
            return found;
        }

        @Override
        public CompletionStage<Boolean> add(SigningKey key) {
            return behind.add(key);
        }

        @Override
        public CompletionStage<Void> removeBefore(long number) {
            return behind.removeBefore(number);
        }
    }

    @Test
    void anotherSecretIsSaidInASentence() {
        ring.refresh();
        assertThatThrownBy(ring(stored, SECRET + "!")::refresh)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("set florin.identity.secret to the one it was sealed with")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void aSilentDatabaseLeavesTheKeysAsTheyWere() {
        ring.refresh();
        var first = signing(ring);
        stored.failure = new IllegalStateException("planted");
        assertThatThrownBy(ring::refresh).hasMessage("The signing keys could not be read.");
        assertThat(signing(ring)).isEqualTo(first);
    }
}
