package io.florin.edge.signature;

import static io.florin.edge.signature.Signatures.NOW;
import static io.florin.edge.signature.Signatures.TOLERANCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ours and Stripe's own verifier say the same of thousands of headers, but for what Stripe's takes
 * and ours does not, which are exactly these: a time in the future (theirs has no bound: whoever
 * has stolen a secret for a day could sign for next year), a time written in another way than
 * Stripe does (a sign, leading zeros), and two times (theirs takes the first and ignores the other,
 * so that two readers can differ). Nothing that theirs refuses is genuine to us.
 */
class StripeAgreementTest {
    private static final int ROUNDS = 4_000;
    private static final String SECRET = "whsec_oracle-secret-of-tests";

    /** Why Stripe's own verifier is laxer, if it is. */
    private enum Laxity {
        NONE,
        FUTURE,
        OTHER_FORM_OF_TIME,
        TWO_TIMES
    }

    private final Random random;
    private final Verifier ours = Signatures.verifier(new StripeSignature(), SECRET);

    StripeAgreementTest() {
        this.random = new Random(0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 20260304})
    void bothSayTheSame(long seed) throws GeneralSecurityException {
        random.setSeed(seed);
        Map<Laxity, Integer> lax = new EnumMap<>(Laxity.class);
        var verdicts = new TreeMap<String, Integer>();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] signed = Signatures.body(random);
            String header = header(new String(signed, StandardCharsets.UTF_8));
            byte[] body = random.nextInt(8) == 0 ? flipped(signed) : signed;
            var verdict =
                    ours.verify(Signatures.headers(Map.of("Stripe-Signature", header)), body, NOW);
            boolean theirs = theirs(header, new String(body, StandardCharsets.UTF_8));
            var laxity = laxity(header);
            String story = "seed %d, round %d: %s".formatted(seed, round, header);
            boolean genuine = verdict instanceof Verdict.Genuine;
            if (genuine) assertThat(theirs).as(story).isTrue();
            if (theirs && !genuine) assertThat(laxity).as(story).isNotEqualTo(Laxity.NONE);
            if (theirs && !genuine) lax.merge(laxity, 1, Integer::sum);
            verdicts.merge(Signatures.word(verdict), 1, Integer::sum);
        }
        assertThat(lax).as("of every kind there were some").hasSize(Laxity.values().length - 1);
        assertThat(verdicts.keySet())
                .containsExactly("genuine", "in_future", "malformed", "mismatch", "too_old");
        assertThat(verdicts.getOrDefault("genuine", 0)).isGreaterThan(ROUNDS / 8);
    }

    /** At the very edge of the tolerance, second by second. */
    @Test
    void bothDrawTheLineAtTheSameSecond() throws GeneralSecurityException {
        for (long age = TOLERANCE.toSeconds() - 2; age <= TOLERANCE.toSeconds() + 2; age++) {
            String header =
                    Webhook.Signature.generateSignatureHeader(
                            "{}", SECRET, NOW.getEpochSecond() - age);
            for (long millis : List.of(0L, 1L, 999L)) {
                var now = NOW.plusMillis(millis);
                var headers = Signatures.headers(Map.of("Stripe-Signature", header));
                boolean genuine =
                        ours.verify(headers, Signatures.bytes("{}"), now)
                                instanceof Verdict.Genuine;
                assertThat(genuine)
                        .as("%d s and %d ms", age, millis)
                        .isEqualTo(theirs(header, "{}", Clock.fixed(now, ZoneOffset.UTC)));
            }
        }
    }

    /** What Stripe's signer signs is genuine; what ours signs is genuine to Stripe's verifier. */
    @Test
    void eachSignsForTheOther() throws GeneralSecurityException {
        var body = Signatures.body(random);
        var text = new String(body, StandardCharsets.UTF_8);
        String header =
                Webhook.Signature.generateSignatureHeader(text, SECRET, NOW.getEpochSecond());
        var headers = Signatures.signed(new StripeSignature(), NOW, body, SECRET);
        assertThat(headers).containsEntry("Stripe-Signature", header);
        assertThat(theirs(header, text)).isTrue();
    }

    private static boolean theirs(String header, String body) {
        return theirs(header, body, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static boolean theirs(String header, String body, Clock clock) {
        try {
            return Webhook.Signature.verifyHeader(
                    body, header, SECRET, TOLERANCE.toSeconds(), clock);
        } catch (SignatureVerificationException | RuntimeException e) {
            return false; // what it trips over, such as "t" without "=", is refused as well
        }
    }

    private static Laxity laxity(String header) {
        var times = new ArrayList<String>();
        for (String item : header.split(",", -1)) {
            if (item.startsWith("t=")) times.add(item.substring(2));
        }
        if (times.size() > 1) return Laxity.TWO_TIMES;
        String time = times.isEmpty() ? "" : times.getFirst();
        if (!time.matches("[1-9][0-9]{0,17}")) {
            return time.matches("\\+?[0-9]+") ? Laxity.OTHER_FORM_OF_TIME : Laxity.NONE;
        }
        boolean future = Long.parseLong(time) > NOW.plus(TOLERANCE).getEpochSecond();
        return future ? Laxity.FUTURE : Laxity.NONE;
    }

    private String header(String body) throws GeneralSecurityException {
        long at = NOW.getEpochSecond() + time();
        var items = new ArrayList<String>();
        items.add("t=" + writtenTime(at));
        for (int n = 1 + random.nextInt(3); n > 0; n--) items.add(item(body, at));
        if (random.nextInt(3) > 0) items.add("v1=" + signature(body, SECRET, at));
        if (random.nextInt(12) == 0) items.add("t=" + at);
        if (random.nextInt(12) == 0) items.removeFirst();
        if (random.nextInt(3) == 0) Collections.shuffle(items, random);
        String header = String.join(random.nextInt(10) == 0 ? ", " : ",", items);
        return random.nextInt(12) == 0 ? header.substring(random.nextInt(4)) : header;
    }

    private long time() {
        return switch (random.nextInt(10)) {
            case 0 -> -301 - random.nextInt(100_000);
            case 1 -> 301 + random.nextInt(100_000);
            default -> random.nextInt(601) - 300;
        };
    }

    private String writtenTime(long at) {
        return switch (random.nextInt(24)) {
            case 0 -> "0" + at;
            case 1 -> "+" + at;
            case 2 -> " " + at;
            case 3 -> "-" + at;
            case 4 -> at + "000000000000";
            case 5 -> "soon";
            case 6 -> "";
            default -> Long.toString(at);
        };
    }

    private String item(String body, long at) throws GeneralSecurityException {
        String good = signature(body, SECRET, at);
        return switch (random.nextInt(12)) {
            case 0 -> "v0=" + good;
            case 1 -> "v1=" + signature(body, "another-secret-of-tests", at);
            case 2 -> "v1=" + good.toUpperCase(Locale.ROOT);
            case 3 -> "v1= " + good;
            case 4 -> " v1=" + good;
            case 5 -> "v1=" + good.substring(1);
            case 6 -> "v1=";
            case 7 -> "v1";
            case 8 -> "junk";
            case 9 -> "";
            case 10 -> "v1=" + good + "=";
            default -> "v2=x=y";
        };
    }

    private static String signature(String body, String secret, long at)
            throws GeneralSecurityException {
        return Webhook.Util.computeHmacSha256(secret, at + "." + body);
    }

    private byte[] flipped(byte[] body) {
        byte[] other = body.clone();
        other[random.nextInt(other.length)] ^= 1;
        return other;
    }
}
