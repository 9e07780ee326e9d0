package io.florin.edge.key;

import io.florin.protocol.session.SecretHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A stored key as its program sends it: {@code flk_}, 43 characters of base64url, a dot, the key's
 * id. The prefix lets scanners find one that leaked; the id finds the row, so that nobody can learn
 * anything about a secret from how long a look-up takes.
 */
record KeyText(String secret, String id) {
    static final int SECRET_BYTES = 32;

    private static final String PREFIX = "flk_";
    private static final int SECRET_CHARS = 43;
    private static final int ID_CHARS = 36;
    private static final int CHARS = PREFIX.length() + SECRET_CHARS + 1 + ID_CHARS;
    private static final Pattern PATTERN =
            Pattern.compile(
                    PREFIX + "[A-Za-z0-9_-]{43}\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    static KeyText of(byte[] secret, String id) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("A secret has " + SECRET_BYTES + " bytes.");
        }
        return new KeyText(Base64.getUrlEncoder().withoutPadding().encodeToString(secret), id);
    }

    /** Empty if it cannot be a stored key; what is too long is not looked at. */
    static Optional<KeyText> parse(String text) {
        if (text.length() != CHARS || !PATTERN.matcher(text).matches()) return Optional.empty();
        int dot = PREFIX.length() + SECRET_CHARS;
        return Optional.of(
                new KeyText(text.substring(PREFIX.length(), dot), text.substring(dot + 1)));
    }

    String text() {
        return PREFIX + secret + "." + id;
    }

    /**
     * What is stored. A plain SHA-256 is right here: nobody can try 2^256 secrets, so there is
     * nothing that a salt or a slow hash would make harder.
     */
    SecretHash hash() {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return new SecretHash(sha.digest(secret.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    @Override
    public String toString() {
        return PREFIX + "****." + id;
    }
}
