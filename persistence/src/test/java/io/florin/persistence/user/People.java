package io.florin.persistence.user;

import io.florin.protocol.session.SecretHash;
import io.florin.protocol.trail.AuditEntry;
import io.florin.protocol.user.ApiKey;
import io.florin.protocol.user.NewUser;
import io.florin.protocol.user.StoredKey;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Samples of users, keys and entries. */
final class People {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00.000001Z");

    private static final AtomicLong ENTRIES = new AtomicLong();

    private People() {}

    static NewUser ann(String app) {
        return user(app, "u-ann", "ann");
    }

    /** The fingerprint is the username's. */
    static NewUser user(String app, String id, String username) {
        return new NewUser(
                app, id, username, username + "@x.th", "basic", "$argon2id$1", username, NOON);
    }

    static StoredKey key(String id, @Nullable String app, Instant createdAt) {
        return key(id, app, createdAt, null);
    }

    static StoredKey key(
            String id, @Nullable String app, Instant createdAt, @Nullable String createdBy) {
        var hash = new byte[SecretHash.BYTES];
        hash[0] = 7;
        return new StoredKey(
                new ApiKey(
                        id,
                        app,
                        "the till",
                        ApiKey.Role.SERVICE,
                        Set.of("wallets:read", "jobs:write"),
                        createdAt,
                        null,
                        null,
                        null,
                        createdBy),
                new SecretHash(hash));
    }

    /** An entry that leaves before and after to the table; each is a second later. */
    static AuditEntry entry(String app, String kind) {
        var id = UUID.randomUUID().toString();
        var at = NOON.plusSeconds(ENTRIES.incrementAndGet());
        return new AuditEntry(id, app, at, kind, "operator", "::1", "user:u-ann", null, null);
    }
}
