package io.florin.protocol.user;

import io.florin.protocol.session.SecretHash;

/** A key as it is stored: the hash of its secret beside it. */
public record StoredKey(ApiKey key, SecretHash hash) {}
