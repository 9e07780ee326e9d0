package io.florin.edge.key;

import io.florin.edge.caller.Caller;
import io.florin.edge.json.Unfit;
import io.florin.edge.operation.Call;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.user.ApiKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far the caller of a call reaches: no key reaches further than who makes it, and nobody sees
 * or revokes keys of another app.
 *
 * @param app the only one; null: all of them
 * @param scopes empty: all of them
 */
record Reach(@Nullable String app, Set<String> scopes) {
    /** A user is one of their app, whatever the credential says. */
    static Reach of(Call call) {
        var identity = call.identity();
        boolean user = identity.caller() instanceof Caller.User;
        return new Reach(user ? call.app().name() : identity.app(), identity.scopes());
    }

    boolean covers(ApiKey key) {
        return app == null || app.equals(key.app());
    }

    /** The app of a key to be made, of that which was asked for. */
    @Nullable String app(@Nullable String wanted) throws Unfit {
        if (app == null || wanted == null || app.equals(wanted)) return app == null ? wanted : app;
        throw new Unfit(Refusal.FORBIDDEN, "Your keys are for the app %s.".formatted(app));
    }

    /** The scopes of a key to be made, of those which were asked for. */
    Set<String> scopes(Set<String> wanted) throws Unfit {
        if (scopes.isEmpty() || (!wanted.isEmpty() && scopes.containsAll(wanted))) return wanted;
        throw new Unfit(
                Refusal.FORBIDDEN,
                "A key makes keys of its own scopes: send scopes among %s."
                        .formatted(String.join(", ", scopes.stream().sorted().toList())));
    }
}
