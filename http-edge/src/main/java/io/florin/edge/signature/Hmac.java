package io.florin.edge.signature;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;

/**
 * Which hash signs, and how its bytes are written. Signatures are compared as they are written:
 * there is one way to write each, so upper-case hex, and base64 with stray last bits, are no
 * signatures.
 */
public record Hmac(Algorithm algorithm, Encoding encoding) {
    public static final Hmac SHA256_HEX = new Hmac(Algorithm.SHA256, Encoding.HEX);
    public static final Hmac SHA256_BASE64 = new Hmac(Algorithm.SHA256, Encoding.BASE64);
    public static final Hmac SHA512_HEX = new Hmac(Algorithm.SHA512, Encoding.HEX);

    /** The hash functions in use. */
    public enum Algorithm {
        SHA256("HmacSHA256", 32),
        SHA512("HmacSHA512", 64);

        private final String name;
        private final int bytes;

        Algorithm(String name, int bytes) {
            this.name = name;
            this.bytes = bytes;
        }
    }

    /** How bytes become text. */
    public enum Encoding {
        HEX(Pattern.compile("[0-9a-f]+")) {
            @Override
            String text(byte[] bytes) {
                return HexFormat.of().formatHex(bytes);
            }
        },
        BASE64(Pattern.compile("[A-Za-z0-9+/]+={0,2}")) {
            @Override
            String text(byte[] bytes) {
                return Base64.getEncoder().encodeToString(bytes);
            }
        };

        private final Pattern form;

        Encoding(Pattern form) {
            this.form = form;
        }

        abstract String text(byte[] bytes);
    }

    /** The signature of the message. */
    public String sign(Key key, byte[] message) {
        try {
            var mac = Mac.getInstance(algorithm.name);
            mac.init(key.spec(algorithm.name));
            return encoding.text(mac.doFinal(message));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every JDK has HMAC for keys of any bytes.", e);
        }
    }

    /** Whether the text could be a signature of anything. */
    boolean isForm(String text) {
        return text.length() == encoding.text(new byte[algorithm.bytes]).length()
                && encoding.form.matcher(text).matches();
    }
}
