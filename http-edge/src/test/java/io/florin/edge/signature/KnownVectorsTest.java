package io.florin.edge.signature;

import static io.florin.edge.signature.Signatures.NOW;
import static io.florin.edge.signature.Signatures.TOLERANCE;
import static io.florin.edge.signature.Signatures.bytes;
import static io.florin.edge.signature.Signatures.headers;
import static io.florin.edge.signature.Signatures.word;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Signatures that others made: published ones, and those of OpenSSL. */
class KnownVectorsTest {
    /** The one of the Standard Webhooks libraries. */
    @Test
    void standardWebhooks() {
        var profile = new StandardWebhook();
        var key = profile.key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        var at = Instant.ofEpochSecond(1_614_265_330);
        var id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
        assertThat(profile.sign(List.of(key), id, at, bytes("{\"test\": 2432232314}")))
                .isEqualTo(
                        Map.of(
                                "webhook-id",
                                id,
                                "webhook-timestamp",
                                "1614265330",
                                "webhook-signature",
                                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
    }

    @Test
    void bothHashes() {
        var key = Key.ofText("key-of-sixteen-c");
        assertThat(Hmac.SHA256_HEX.sign(key, bytes("what do ya want for nothing?")))
                .isEqualTo("612de4cfb363f11175863e5edaa4a934a5e28eda088bf2915ccfeb049b489535");
        assertThat(Hmac.SHA512_HEX.sign(key, bytes("what do ya want for nothing?")))
                .isEqualTo(
                        "7e948e56975c953eb94caa2cad9182d2dd7d8dae9ceb7affb9b07dac24a090c629c7f3f1750f7feab33e79abccee189f8f378d72a4ddd3a8e8451f5001c495f1");
    }

    /** Made by {@code openssl dgst -mac HMAC}; the time is 1772600767. */
    @ParameterizedTest
    @CsvFileSource(resources = "/webhook-vectors.txt", delimiter = '|', quoteCharacter = '`')
    void verdicts(String profile, String headers, String body, String verdict) {
        assertThat(word(verifier(profile).verify(headers(parsed(headers)), bytes(body), NOW)))
                .isEqualTo(verdict);
    }

    private static Verifier verifier(String word) {
        Profile profile =
                switch (word) {
                    case "stripe" -> new StripeSignature();
                    case "omise" -> new OmiseSignature();
                    case "standard" -> new StandardWebhook();
                    case "line" -> PlainHmac.line();
                    case "whatsapp" -> PlainHmac.whatsApp();
                    case "nowpayments" -> PlainHmac.nowPayments();
                    case "wix" ->
                            new PlainHmac(
                                    "X-Wix-Signature", "", Hmac.SHA256_HEX, PlainHmac.Form.RAW);
                    default -> throw new IllegalArgumentException(word);
                };
        return new Verifier(
                profile, List.of(profile.key("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")), TOLERANCE);
    }

    /** {@code name: value; name: value}. */
    private static Map<String, String> parsed(String headers) {
        return Arrays.stream(headers.split("; ?", -1))
                .filter(header -> !header.isBlank())
                .map(header -> header.split(": ?", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
