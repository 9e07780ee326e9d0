package io.florin.node.session.rules;

import static io.florin.protocol.session.SessionCommand.Refresh.OLDER_TOKENS;

import io.florin.protocol.session.SecretHash;
import java.util.Arrays;

/**
 * The tokens that a login had before its newest: the last so many, half of each hash, which is
 * enough to know one again. Immutable.
 */
public final class OlderTokens {
    static final OlderTokens NONE = new OlderTokens(new byte[0]);

    private static final int BYTES = SecretHash.BYTES / 2;

    private final byte[] halves;

    private OlderTokens(byte[] halves) {
        this.halves = halves;
    }

    /** What {@link #halves} gave. */
    public static OlderTokens of(byte[] halves) {
        if (halves.length % BYTES != 0 || halves.length > OLDER_TOKENS * BYTES) {
            throw new IllegalArgumentException("These are no halves of hashes.");
        }
        return halves.length == 0 ? NONE : new OlderTokens(halves.clone());
    }

    /** Oldest first, one behind the other. */
    public byte[] halves() {
        return halves.clone();
    }

    OlderTokens plus(SecretHash token) {
        int from = halves.length == OLDER_TOKENS * BYTES ? BYTES : 0;
        var next = Arrays.copyOfRange(halves, from, halves.length + BYTES);
        System.arraycopy(token.bytes(), 0, next, halves.length - from, BYTES);
        return new OlderTokens(next);
    }

    boolean contains(SecretHash token) {
        var wanted = token.bytes();
        boolean found = false;
        for (int at = 0; at < halves.length; at += BYTES) {
            found |= Arrays.equals(halves, at, at + BYTES, wanted, 0, BYTES);
        }
        return found;
    }

    /** Whether it was the newest before the one that is now. */
    boolean endsWith(SecretHash token) {
        int at = halves.length - BYTES;
        return at >= 0 && Arrays.equals(halves, at, halves.length, token.bytes(), 0, BYTES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OlderTokens that && Arrays.equals(halves, that.halves);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(halves);
    }

    @Override
    public String toString() {
        return halves.length / BYTES + " tokens";
    }
}
