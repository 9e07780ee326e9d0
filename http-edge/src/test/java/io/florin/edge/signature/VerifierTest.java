package io.florin.edge.signature;

import static io.florin.edge.signature.Signatures.NOW;
import static io.florin.edge.signature.Signatures.OLD_SECRET;
import static io.florin.edge.signature.Signatures.PROFILES;
import static io.florin.edge.signature.Signatures.SECRET;
import static io.florin.edge.signature.Signatures.TOLERANCE;
import static io.florin.edge.signature.Signatures.bytes;
import static io.florin.edge.signature.Signatures.headers;
import static io.florin.edge.signature.Signatures.signed;
import static io.florin.edge.signature.Signatures.verifier;
import static io.florin.edge.signature.Signatures.word;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every profile. */
class VerifierTest {
    private static final byte[] BODY = bytes("{\"id\":\"evt_1\",\"n\":1}");

    @Test
    void whatAProfileSignsIsGenuineToIt() {
        for (var profile : PROFILES) {
            var headers = headers(signed(profile, NOW, BODY, SECRET));
            assertThat(verifier(profile, SECRET).verify(headers, BODY, NOW))
                    .as(profile.toString())
                    .isEqualTo(new Verdict.Genuine());
        }
    }

    @Test
    void whileASecretIsReplacedBothAreGood() {
        for (var profile : PROFILES) {
            var both = verifier(profile, SECRET, OLD_SECRET);
            for (String secret : List.of(SECRET, OLD_SECRET)) {
                var headers = headers(signed(profile, NOW, BODY, secret));
                assertThat(word(both.verify(headers, BODY, NOW))).isEqualTo("genuine");
            }
            var old = headers(signed(profile, NOW, BODY, OLD_SECRET));
            assertThat(word(verifier(profile, SECRET).verify(old, BODY, NOW)))
                    .as(profile.toString())
                    .isEqualTo("mismatch");
        }
    }

    /** The provider signs with its new secret and its old one, and we know only one of them. */
    @Test
    void oneGoodSignatureAmongSeveralIsEnough() {
        for (var profile :
                List.of(new StripeSignature(), new OmiseSignature(), new StandardWebhook())) {
            var headers = headers(signed(profile, NOW, BODY, OLD_SECRET, SECRET));
            assertThat(word(verifier(profile, SECRET).verify(headers, BODY, NOW)))
                    .as(profile.toString())
                    .isEqualTo("genuine");
        }
    }

    @Test
    void aSignatureIsGoodForAWhileEitherWay() {
        for (var profile :
                List.of(new StripeSignature(), new OmiseSignature(), new StandardWebhook())) {
            assertThat(at(profile, TOLERANCE)).isEqualTo("genuine");
            assertThat(at(profile, TOLERANCE.plusSeconds(1))).isEqualTo("in_future");
            assertThat(at(profile, TOLERANCE.negated())).isEqualTo("genuine");
            assertThat(at(profile, TOLERANCE.negated().minusSeconds(1))).isEqualTo("too_old");
        }
    }

    private static String at(Profile profile, Duration later) {
        var headers = headers(signed(profile, NOW.plus(later), BODY, SECRET));
        return word(verifier(profile, SECRET).verify(headers, BODY, NOW));
    }

    /** Whoever does not know the secret does not learn how we think of the time either. */
    @Test
    void aStrangersTimeIsNotJudged() {
        for (var profile :
                List.of(new StripeSignature(), new OmiseSignature(), new StandardWebhook())) {
            var headers = headers(signed(profile, NOW.minusSeconds(9_999), BODY, OLD_SECRET));
            assertThat(word(verifier(profile, SECRET).verify(headers, BODY, NOW)))
                    .isEqualTo("mismatch");
        }
    }

    @Test
    void withoutAnyOfItsHeadersItIsMissing() {
        for (var profile : PROFILES) {
            var all = signed(profile, NOW, BODY, SECRET);
            for (String left : all.keySet()) {
                var others = new HashMap<>(all);
                others.remove(left);
                assertThat(word(verifier(profile, SECRET).verify(headers(others), BODY, NOW)))
                        .as("%s without %s", profile, left)
                        .isEqualTo("missing");
            }
        }
    }

    @Test
    void aHeaderThatIsThereTwiceIsMalformed() {
        for (var profile : PROFILES) {
            var once = signed(profile, NOW, BODY, SECRET);
            for (String doubled : once.keySet()) {
                Headers twice =
                        name -> {
                            var values = headers(once).all(name);
                            return name.equalsIgnoreCase(doubled)
                                    ? List.of(values.getFirst(), values.getFirst())
                                    : values;
                        };
                assertThat(word(verifier(profile, SECRET).verify(twice, BODY, NOW)))
                        .as("%s with two %s", profile, doubled)
                        .isEqualTo("malformed");
            }
        }
    }

    /** Every bit of every byte of what was signed, and of every header that belongs to it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 42, 20260304})
    void whateverIsChangedIsRefused(long seed) {
        var random = new Random(seed);
        for (var profile : PROFILES) {
            var body = Signatures.body(random);
            var good = signed(profile, NOW, body, SECRET, OLD_SECRET);
            var verifier = verifier(profile, SECRET);
            for (int bit = 0; bit < body.length * 8; bit++) {
                byte[] other = body.clone();
                other[bit / 8] ^= (byte) (1 << bit % 8);
                assertThat(word(verifier.verify(headers(good), other, NOW)))
                        .as("seed %d, %s: bit %d of the body", seed, profile, bit)
                        .isNotEqualTo("genuine");
            }
            var one = signed(profile, NOW, body, SECRET);
            one.forEach((name, value) -> {
                for (int at = 0; at < value.length(); at++) {
                    for (int bit = 0; bit < 7; bit++) {
                        var spoilt = new HashMap<>(one);
                        spoilt.put(name, flipped(value, at, bit));
                        assertThat(word(verifier.verify(headers(spoilt), body, NOW)))
                                .as("seed %d, %s: %s", seed, profile, spoilt.get(name))
                                .isNotEqualTo("genuine");
                    }
                }
            });
        }
    }

    private static String flipped(String value, int at, int bit) {
        var text = new StringBuilder(value);
        text.setCharAt(at, (char) (value.charAt(at) ^ 1 << bit));
        return text.toString();
    }

    /** JSON that is signed by its sorted text may be written in other ways, and only that. */
    @Test
    void keySortedJsonIsSignedWhateverItsOrder() {
        var profile = PlainHmac.nowPayments();
        var sorted = bytes("{\"a\":{\"x\":1.50,\"y\":[{\"p\":1,\"q\":2}]},\"b\":\"ü/\"}");
        var shuffled = bytes(" {\"b\":\"ü/\", \"a\":{\"y\":[{\"q\":2,\"p\":1}],\"x\":1.50}}");
        var headers = headers(signed(profile, NOW, shuffled, SECRET));
        var verifier = verifier(profile, SECRET);
        assertThat(word(verifier.verify(headers, sorted, NOW))).isEqualTo("genuine");
        for (String other :
                List.of(
                        "{\"a\":{\"x\":1.5,\"y\":[{\"p\":1,\"q\":2}]},\"b\":\"ü/\"}",
                        "{\"b\":\"ü/\"}")) {
            assertThat(word(verifier.verify(headers, bytes(other), NOW))).isEqualTo("mismatch");
        }
        for (String none : List.of("", "[]", "{\"a\":1,\"a\":1}", "{\"a\":{\"x\":1,\"x\":2}}")) {
            assertThat(word(verifier.verify(headers, bytes(none), NOW))).isEqualTo("malformed");
        }
    }

    @Test
    void aKeyThatCouldBeGuessedIsNone() {
        for (String weak : List.of("", "short", "no base64 at all, is it?", "c2hvcnQ=")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new OmiseSignature().key(weak));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new StripeSignature().key("short"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Verifier(new StripeSignature(), List.of(), TOLERANCE));
    }

    @Test
    void noKeyIsPrinted() {
        var verifier = verifier(new StripeSignature(), SECRET);
        assertThat(verifier.toString()).contains("****").doesNotContain(SECRET);
        assertThat(Map.of("k", Key.ofText(SECRET)).toString()).isEqualTo("{k=****}");
    }
}
