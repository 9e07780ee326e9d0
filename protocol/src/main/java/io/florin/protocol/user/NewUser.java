package io.florin.protocol.user;

import java.time.Instant;

/** A user to be. The fingerprint is of what the client sent: a repeat of the id must have it. */
public record NewUser(
        String app,
        String id,
        String username,
        String email,
        String tier,
        String passwordHash,
        String fingerprint,
        Instant at) {}
