package io.florin.protocol.codec;

import com.google.protobuf.ByteString;
import io.florin.protocol.session.EndReason;
import io.florin.protocol.session.SecretHash;

/**
 * The words of sessions as Protobuf values and back; what cannot be a word throws {@link
 * IllegalArgumentException}.
 */
public final class SessionWords {
    private SessionWords() {}

    public static ByteString bytes(SecretHash hash) {
        return ByteString.copyFrom(hash.bytes());
    }

    public static SecretHash hash(ByteString bytes) {
        return new SecretHash(bytes.toByteArray());
    }

    public static EndReason reason(String name) {
        try {
            return EndReason.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "This release does not know the end '" + name + "' of a login.", e);
        }
    }
}
