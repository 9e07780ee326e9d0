package io.florin.edge.secret;

import io.florin.protocol.session.SecretHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is secret under the installation's one secret: encrypts what must be read again
 * (AES-256-GCM), and hashes with a key what must only be recognised (HMAC-SHA-256), so that a copy
 * of the database alone is worth nothing. Each purpose has a key of its own.
 */
public final class Vault {
    private static final String MAC = "HmacSHA256";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final long DIGITS_BOUND = 1_000_000;

    private final byte[] master;
    private final SecureRandom random;

    /** The secret has at least 32 characters, of which {@code IdentitySettings} makes sure. */
    public Vault(String secret, SecureRandom random) {
        this.master = secret.getBytes(StandardCharsets.UTF_8);
        this.random = random;
    }

    /** A keyed hash of the parts, each preceded by its length. */
    public SecretHash hash(String purpose, String... parts) {
        Mac mac = mac(key("hash", purpose));
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            mac.update(bytes);
        }
        return new SecretHash(mac.doFinal());
    }

    /** Six digits for a person to type, which follow from the parts and cannot be guessed. */
    public String digits(String purpose, String... parts) {
        long number = ByteBuffer.wrap(hash("digits of " + purpose, parts).bytes()).getLong();
        return "%06d".formatted(Math.floorMod(number, DIGITS_BOUND));
    }

    /** Text that {@link #open} reads back under the same purpose. */
    public String seal(String purpose, String plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed =
                crypt(Cipher.ENCRYPT_MODE, purpose, nonce, plain.getBytes(StandardCharsets.UTF_8));
        var both = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(both.array());
    }

    /**
     * Throws {@link IllegalArgumentException} if this was not sealed here for that purpose: by
     * another secret, say.
     */
    public String open(String purpose, String sealed) {
        byte[] both = Base64.getUrlDecoder().decode(sealed);
        if (both.length < NONCE_BYTES) throw notSealedHere(null);
        byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
        byte[] rest = Arrays.copyOfRange(both, NONCE_BYTES, both.length);
        return new String(crypt(Cipher.DECRYPT_MODE, purpose, nonce, rest), StandardCharsets.UTF_8);
    }

    private byte[] crypt(int mode, String purpose, byte[] nonce, byte[] bytes) {
        try {
            var cipher = Cipher.getInstance(CIPHER);
            var key = new SecretKeySpec(key("seal", purpose).getEncoded(), "AES");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw notSealedHere(e);
        }
    }

    private static IllegalArgumentException notSealedHere(@Nullable Throwable cause) {
        return new IllegalArgumentException("This was not sealed with this secret.", cause);
    }

    private SecretKey key(String use, String purpose) {
        byte[] label = ("florin " + use + " " + purpose).getBytes(StandardCharsets.UTF_8);
        return new SecretKeySpec(mac(new SecretKeySpec(master, MAC)).doFinal(label), MAC);
    }

    private static Mac mac(SecretKey key) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + MAC + ".", e);
        }
    }
}
