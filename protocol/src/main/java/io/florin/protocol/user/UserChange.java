package io.florin.protocol.user;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One change of a user. */
public sealed interface UserChange {
    /** Another password; all logins before now have ended. */
    record Password(String hash) implements UserChange {}

    /** The same password, hashed anew; nothing changes if another has been set meanwhile. */
    record Rehash(String was, String hash) implements UserChange {}

    /** All logins before now have ended. */
    record LoginsEnded() implements UserChange {}

    record Pin(@Nullable String hash) implements UserChange {}

    /** Sets or, when null, removes the second factor; all logins before now have ended. */
    record Totp(@Nullable String encryptedKey) implements UserChange {}

    /** A code of this time step is used now: refused if it, or a later one, was used before. */
    record TotpUsed(long step) implements UserChange {}

    /** Theirs is this e-mail: {@code USER_NOT_FOUND} if it is another by now. */
    record EmailVerified(String email) implements UserChange {}

    /** Once a role is taken away, all logins before that have ended. */
    record Roles(Set<String> roles) implements UserChange {
        public Roles {
            roles = Set.copyOf(roles);
        }
    }

    record Tier(String tier) implements UserChange {}

    /** Once blocked, all logins before that have ended. */
    record Blocked(boolean blocked) implements UserChange {}
}
