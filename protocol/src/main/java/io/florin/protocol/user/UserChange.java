package io.florin.protocol.user;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One change of a user. */
public sealed interface UserChange {
    record Password(String hash) implements UserChange {}

    record Pin(@Nullable String hash) implements UserChange {}

    /** Sets or, when null, removes the second factor. */
    record Totp(@Nullable String encryptedKey) implements UserChange {}

    /** A code of this time step is used now: refused if it, or a later one, was used before. */
    record TotpUsed(long step) implements UserChange {}

    /** Theirs is this e-mail: {@code USER_NOT_FOUND} if it is another by now. */
    record EmailVerified(String email) implements UserChange {}

    record Roles(Set<String> roles) implements UserChange {
        public Roles {
            roles = Set.copyOf(roles);
        }
    }

    record Tier(String tier) implements UserChange {}

    record Blocked(boolean blocked) implements UserChange {}
}
