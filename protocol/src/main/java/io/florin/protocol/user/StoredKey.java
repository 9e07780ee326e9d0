package io.florin.protocol.user;

import io.florin.protocol.session.SecretHash;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is stored: the hash of its secret beside it.
 *
 * @param maker the user who made it, as they are when it is looked up; null for a key to be stored,
 *     for one of the installation's operator, and if there is no such user
 */
public record StoredKey(ApiKey key, SecretHash hash, @Nullable User maker) {
    /** Without what only a look-up knows. */
    public StoredKey(ApiKey key, SecretHash hash) {
        this(key, hash, null);
    }
}
