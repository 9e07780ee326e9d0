package io.florin.edge.caller;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose a credential is, and how far it reaches.
 *
 * @param app the only tenant that it is for; null: any
 * @param scopes what it may do, such as {@code wallets:read}; empty: all that its caller may
 */
public record Identity(Caller caller, @Nullable String app, Set<String> scopes) {
    public static final Identity ANONYMOUS = new Identity(new Caller.Anonymous(), null, Set.of());

    public Identity {
        scopes = Set.copyOf(scopes);
    }

    /** Of a credential for every tenant and everything that its caller may. */
    public static Identity of(Caller caller) {
        return new Identity(caller, null, Set.of());
    }
}
