package io.florin.protocol.wallet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that are hashed: a version byte, the route, the fields. Each field is its length in
 * bytes (4, big-endian; −1 for null, which differs from empty) and its bytes, so that no two
 * sequences of fields give the same bytes. Texts are UTF-8, numbers 8 bytes big-endian.
 */
final class FingerprintInput {
    private static final byte VERSION = 1;
    private static final int NULL = -1;
    private static final int FIRST_BYTES = 256;

    private ByteBuffer buffer = ByteBuffer.allocate(FIRST_BYTES);

    FingerprintInput(String route) {
        buffer.put(VERSION);
        text(route);
    }

    FingerprintInput text(@Nullable String text) {
        if (text == null) return absent();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        room(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
        return this;
    }

    FingerprintInput number(@Nullable Long number) {
        return number == null ? absent() : number(number.longValue());
    }

    FingerprintInput number(long number) {
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(number);
        return this;
    }

    FingerprintInput flag(boolean flag) {
        room(Integer.BYTES + 1).putInt(1).put((byte) (flag ? 1 : 0));
        return this;
    }

    /** Sorted by key already, as notes keep them. */
    FingerprintInput pairs(Map<String, String> pairs) {
        number(pairs.size());
        pairs.forEach((key, value) -> text(key).text(value));
        return this;
    }

    Fingerprint digest() {
        var sha256 = sha256();
        sha256.update(buffer.flip());
        var digest = ByteBuffer.wrap(sha256.digest());
        return new Fingerprint(digest.getLong(), digest.getLong());
    }

    private FingerprintInput absent() {
        room(Integer.BYTES).putInt(NULL);
        return this;
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int used = buffer.position();
            var larger = Arrays.copyOf(buffer.array(), 2 * buffer.capacity() + bytes);
            buffer = ByteBuffer.wrap(larger).position(used);
        }
        return buffer;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
