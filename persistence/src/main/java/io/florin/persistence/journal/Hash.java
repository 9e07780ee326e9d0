package io.florin.persistence.journal;

import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 value. The bytes are not copied: nobody writes to them. */
@SuppressWarnings("ArrayRecordComponent") // equals, hashCode and toString are our own
public record Hash(byte[] bytes) {
    public static final int BYTES = 32;

    /** What the chain of an entity without events ends in. */
    public static final Hash NONE = new Hash(new byte[BYTES]);

    public Hash {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("A hash has 32 bytes, not " + bytes.length);
        }
    }

    public static Hash parse(String hex) {
        return new Hash(HexFormat.of().parseHex(hex));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash(var content) && Arrays.equals(bytes, content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Lower-case hexadecimal. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
