package io.florin.edge.identity;

import java.security.SecureRandom;

/** Bytes that nobody can guess. Called from many threads. */
@FunctionalInterface
public interface Randomness {
    byte[] bytes(int count);

    static Randomness of(SecureRandom random) {
        return count -> {
            var bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
        };
    }
}
