package io.florin.edge;

import io.florin.edge.caller.Authenticator;
import io.florin.edge.caller.Caller;
import io.florin.edge.caller.Identity;
import io.florin.edge.json.Unfit;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Asks another about keys; an access token is its user's name, and {@code boss} may all. */
record NamedCallers(Authenticator keys) implements Authenticator {
    static final String BOSS = "boss";

    @Override
    public CompletionStage<Identity> ofKey(String key) {
        return keys.ofKey(key);
    }

    @Override
    public boolean knows(String credential) {
        return !credential.startsWith("nobodys");
    }

    @Override
    public Identity ofToken(String token) throws Unfit {
        if (token.startsWith("nobodys")) return keys.ofToken(token);
        Set<String> roles = token.equals(BOSS) ? Set.of(Caller.OPERATOR) : Set.of();
        return Identity.of(new Caller.User(token, token + "/1", roles, "basic"));
    }

    @Override
    public CompletionStage<Identity> confirm(Identity user) {
        return CompletableFuture.completedStage(user);
    }
}
