package io.florin.edge.caller;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A key that is compared in constant time and never printed. */
public record Secret(String value) {
    public static final int MIN_CHARS = 16;
    public static final int MAX_CHARS = 255;

    public Secret {
        if (value.length() < MIN_CHARS
                || value.length() > MAX_CHARS
                || !value.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "A key is %d to %d printable ASCII characters without spaces."
                            .formatted(MIN_CHARS, MAX_CHARS));
        }
    }

    public boolean matches(String offered) {
        return MessageDigest.isEqual(bytes(value), bytes(offered));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "****";
    }
}
