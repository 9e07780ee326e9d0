package io.florin.protocol.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What only the edge can make use of, never shown: hashes of password and PIN in PHC form, and the
 * second factor's shared key, encrypted.
 *
 * @param totpLastStep the time step of the last code that was used; none is used twice
 * @param loginsFrom logins that began before it have ended, whatever their sessions say
 */
public record UserSecrets(
        String passwordHash,
        @Nullable String pinHash,
        @Nullable String totpKey,
        long totpLastStep,
        Instant loginsFrom) {
    @Override
    public String toString() {
        return "****";
    }
}
