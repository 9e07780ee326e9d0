package io.florin.edge.signature;

import io.florin.edge.signature.Verdict.Genuine;
import io.florin.edge.signature.Verdict.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** What the tests of signatures have in common. */
final class Signatures {
    static final Instant NOW = Instant.ofEpochSecond(1_772_600_767);
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** Fits every profile, for whom it is base64. */
    static final String SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    static final String OLD_SECRET = "b2xkLXNlY3JldC1vZi10ZXN0cy0xMjM0NQ==";

    /** Every profile; the last two are what the settings can make of one. */
    static final List<Profile> PROFILES =
            List.of(
                    new StripeSignature(),
                    new OmiseSignature(),
                    new StandardWebhook(),
                    PlainHmac.line(),
                    PlainHmac.whatsApp(),
                    PlainHmac.nowPayments(),
                    new PlainHmac("X-Wix", "", Hmac.SHA256_HEX, PlainHmac.Form.RAW),
                    new PlainHmac(
                            "X-Own",
                            "v=",
                            new Hmac(Hmac.Algorithm.SHA512, Hmac.Encoding.BASE64),
                            PlainHmac.Form.RAW));

    private Signatures() {}

    static Verifier verifier(Profile profile, String... secrets) {
        return new Verifier(profile, Arrays.stream(secrets).map(profile::key).toList(), TOLERANCE);
    }

    static Map<String, String> signed(Profile profile, Instant at, byte[] body, String... secrets) {
        return profile.sign(Arrays.stream(secrets).map(profile::key).toList(), "msg_1", at, body);
    }

    static Headers headers(Map<String, String> headers) {
        return name ->
                headers.entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase(name))
                        .map(Map.Entry::getValue)
                        .toList();
    }

    /** {@code genuine}, or the flaw in lower case. */
    static String word(Verdict verdict) {
        return switch (verdict) {
            case Genuine() -> "genuine";
            case Refused(var why, _) -> why.name().toLowerCase(Locale.ROOT);
        };
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A JSON object, for there are profiles that sign nothing else; not always in ASCII. */
    static byte[] body(Random random) {
        var text = new StringBuilder("{\"id\":\"evt_").append(random.nextInt(1_000)).append('"');
        for (int n = random.nextInt(4); n > 0; n--) {
            String value = List.of("1", "-2.50", "true", "\"ü ๙\"", "{\"b\":1,\"a\":[]}").get(n);
            text.append(",\"k").append(n).append("\":").append(value);
        }
        return bytes(text.append('}').toString());
    }
}
