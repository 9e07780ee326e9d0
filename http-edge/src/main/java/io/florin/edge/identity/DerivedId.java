package io.florin.edge.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * An id that follows from its parts, so that a retry through another edge makes the same one and
 * meets the same decider: a UUID of version 8 (RFC 9562) over SHA-256. The derivation is for ever.
 */
public final class DerivedId {
    private static final long VERSION_MASK = 0xffff_ffff_ffff_0fffL;
    private static final long VERSION = 0x8000L;
    private static final long VARIANT_MASK = 0x3fff_ffff_ffff_ffffL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private DerivedId() {}

    /** Each part is preceded by its length, so that no two lists of parts run together. */
    public static UUID of(String... parts) {
        MessageDigest sha = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            sha.update(bytes);
        }
        var digest = ByteBuffer.wrap(sha.digest());
        long high = (digest.getLong() & VERSION_MASK) | VERSION;
        long low = (digest.getLong() & VARIANT_MASK) | VARIANT;
        return new UUID(high, low);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
