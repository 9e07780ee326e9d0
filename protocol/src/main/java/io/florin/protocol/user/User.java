package io.florin.protocol.user;

import java.time.Instant;
import java.util.Set;

/**
 * A person of one app. Username and e-mail are unique in the app, both kept in lower case.
 *
 * @param roles granted by an operator, never taken from a body of the user's
 * @param tier which of the app's limits apply
 * @param version counts the changes, from 1
 */
public record User(
        String app,
        String id,
        String username,
        String email,
        boolean emailVerified,
        boolean blocked,
        Set<String> roles,
        String tier,
        Instant createdAt,
        long version) {
    /** Has the rights of an operator inside the app. */
    public static final String OPERATOR = "operator";

    public User {
        roles = Set.copyOf(roles);
    }
}
