package io.florin.edge.signature;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;

/** A secret shared with a provider, as the bytes that sign. Prints nothing. */
public final class Key {
    /** Less could be guessed. */
    public static final int MIN_BYTES = 16;

    public static final int MAX_BYTES = 512;

    private final byte[] bytes;

    private Key(byte[] bytes) {
        if (bytes.length < MIN_BYTES || bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "it has %d to %d bytes".formatted(MIN_BYTES, MAX_BYTES));
        }
        this.bytes = bytes;
    }

    /** The text itself signs; throws {@link IllegalArgumentException} if it is too short. */
    public static Key ofText(String secret) {
        return new Key(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** The text stands for the bytes that sign. */
    public static Key ofBase64(String secret) {
        try {
            return new Key(Base64.getDecoder().decode(secret));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "it is base64 of %d to %d bytes".formatted(MIN_BYTES, MAX_BYTES), e);
        }
    }

    SecretKeySpec spec(String algorithm) {
        return new SecretKeySpec(bytes, algorithm);
    }

    @Override
    public String toString() {
        return "****";
    }
}
