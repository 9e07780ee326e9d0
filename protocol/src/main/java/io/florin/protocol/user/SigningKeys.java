package io.florin.protocol.user;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The door to the key pairs that sign access tokens. */
public interface SigningKeys {
    /**
     * A key pair of the installation.
     *
     * @param number from 1; the higher is the newer
     * @param encryptedJwk the key pair, encrypted by the edge
     * @param signsFrom other edges know it by then
     */
    record SigningKey(long number, String encryptedJwk, Instant createdAt, Instant signsFrom) {
        @Override
        public String toString() {
            return "SigningKey " + number;
        }
    }

    /** Oldest first. */
    CompletionStage<List<SigningKey>> all();

    /** Keeps the key unless one of this number exists: then false, and somebody else was first. */
    CompletionStage<Boolean> add(SigningKey key);

    /** Forgets keys of lower numbers. */
    CompletionStage<Void> removeBefore(long number);
}
