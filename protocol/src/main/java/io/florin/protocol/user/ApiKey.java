package io.florin.protocol.user;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A program's key, without its secret.
 *
 * @param app the only app it is for; null: any
 * @param scopes what it may do, such as {@code wallets:read}; empty: all that its role may
 * @param lastUsedAt to the minute
 * @param createdBy the user of the app whose right to it it has, and no longer than they have it;
 *     null: the installation's operator
 */
public record ApiKey(
        String id,
        @Nullable String app,
        String name,
        Role role,
        Set<String> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt,
        @Nullable String createdBy) {
    /** Names are stored, hence for ever. */
    public enum Role {
        OPERATOR,
        SERVICE
    }

    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    public boolean isValid(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }
}
