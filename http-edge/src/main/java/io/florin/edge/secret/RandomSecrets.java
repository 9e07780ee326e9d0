package io.florin.edge.secret;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes secrets that nobody can guess. */
public record RandomSecrets(SecureRandom random) {
    /** Of what {@link #token} gives. */
    public static final int TOKEN_CHARS = 43;

    private static final int TOKEN_BYTES = 32;

    /** 256 bits as {@value #TOKEN_CHARS} characters that are safe in a URL. */
    public String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
