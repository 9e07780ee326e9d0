package io.florin.edge.caller;

import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whose a credential is, and how far it reaches.
 *
 * @param app the only tenant that it is for; null: any
 * @param scopes what it may do, such as {@code wallets:read}; empty: all that its caller may
 * @param key the id of the stored key that it is; null if it is none
 * @param maker the user to whom that key owes its rights; null: none
 */
public record Identity(
        Caller caller,
        @Nullable String app,
        Set<String> scopes,
        @Nullable String key,
        @Nullable String maker) {
    public static final Identity ANONYMOUS = new Identity(new Caller.Anonymous(), null, Set.of());

    public Identity {
        scopes = Set.copyOf(scopes);
    }

    /** Of a credential that is no stored key. */
    public Identity(Caller caller, @Nullable String app, Set<String> scopes) {
        this(caller, app, scopes, null, null);
    }

    /** Of a credential for every tenant and everything that its caller may. */
    public static Identity of(Caller caller) {
        return new Identity(caller, null, Set.of());
    }

    /** Whether the scopes say so; what is public needs no credential, hence no scope either. */
    public boolean reaches(Access access, Supplier<String> scope) {
        return scopes.isEmpty() || access == Access.PUBLIC || scopes.contains(scope.get());
    }

    /** Who it was, for the audit trail: keys of the same caller differ. */
    public String actor() {
        return key == null ? caller.name() : "key:" + key;
    }
}
