package io.florin.protocol.session;

import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * 32 bytes of a keyed or plain hash of something secret. Compares in constant time; prints nothing.
 */
public final class SecretHash {
    public static final int BYTES = 32;

    private final byte[] bytes;

    /** Takes a copy; throws {@link IllegalArgumentException} if there are not {@value #BYTES}. */
    public SecretHash(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("A hash of a secret has " + BYTES + " bytes.");
        }
        this.bytes = bytes.clone();
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** For a column; whoever can read it cannot find the secret from it if that was long enough. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretHash that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return (bytes[0] << 24)
                | ((bytes[1] & 0xff) << 16)
                | ((bytes[2] & 0xff) << 8)
                | (bytes[3] & 0xff);
    }

    @Override
    public String toString() {
        return "****";
    }
}
