package io.florin.edge.secret;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/**
 * The second factor: six digits that change every 30 seconds (RFC 6238, SHA-1, as all authenticator
 * apps know it). The step before and the one after count too, for clocks differ.
 */
public final class Totp {
    private static final String ALGORITHM = "HmacSHA1";
    private static final int KEY_BYTES = 20;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BASE32_BITS = 5;

    private static final TimeBasedOneTimePasswordGenerator GENERATOR =
            new TimeBasedOneTimePasswordGenerator();

    private Totp() {}

    /** A new shared key, in base 32 as people type it. */
    public static String newKey(RandomSecrets secrets) {
        var text = new StringBuilder();
        int bits = 0;
        int count = 0;
        for (byte b : secrets.bytes(KEY_BYTES)) {
            bits = (bits << Byte.SIZE) | (b & 0xff);
            count += Byte.SIZE;
            while (count >= BASE32_BITS) {
                count -= BASE32_BITS;
                text.append(BASE32.charAt((bits >> count) & 31));
            }
        }
        return text.toString();
    }

    /** For the QR code that an authenticator app reads. */
    public static String uri(String issuer, String account, String key) {
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s"
                .formatted(encoded(issuer), encoded(account), key, encoded(issuer));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * The time step that the code is of, if it is of one near now. Whoever gets it has to make sure
     * that no step is used twice.
     */
    public static OptionalLong step(String base32Key, String code, Instant now) {
        long stepMillis = GENERATOR.getTimeStep().toMillis();
        long current = now.toEpochMilli() / stepMillis;
        OptionalLong found = OptionalLong.empty();
        for (long step = current - 1; step <= current + 1; step++) {
            byte[] expected = bytes(code(base32Key, Instant.ofEpochMilli(step * stepMillis)));
            if (MessageDigest.isEqual(expected, bytes(code))) found = OptionalLong.of(step);
        }
        return found;
    }

    static String code(String base32Key, Instant at) {
        try {
            var key = new SecretKeySpec(decoded(base32Key), ALGORITHM);
            return GENERATOR.generateOneTimePasswordString(key, at);
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("This is no key of a second factor.", e);
        }
    }

    private static byte[] decoded(String base32) {
        byte[] bytes = new byte[base32.length() * BASE32_BITS / Byte.SIZE];
        int bits = 0;
        int count = 0;
        int next = 0;
        for (int i = 0; i < base32.length(); i++) {
            bits = (bits << BASE32_BITS) | BASE32.indexOf(base32.charAt(i));
            count += BASE32_BITS;
            if (count >= Byte.SIZE) {
                count -= Byte.SIZE;
                bytes[next++] = (byte) (bits >> count);
            }
        }
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
