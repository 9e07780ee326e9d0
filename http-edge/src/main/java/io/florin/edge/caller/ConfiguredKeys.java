package io.florin.edge.caller;

import io.florin.edge.json.Unfit;
import io.florin.protocol.refusal.Refusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Knows the keys of the configuration and nobody else. */
public record ConfiguredKeys(Credentials credentials) implements Authenticator {
    @Override
    public CompletionStage<Identity> ofKey(String key) {
        return credentials
                .caller(key)
                .<CompletionStage<Identity>>map(
                        caller -> CompletableFuture.completedFuture(Identity.of(caller)))
                .orElseGet(() -> CompletableFuture.failedFuture(nobodys()));
    }

    /** Of every key that is not valid, whatever is wrong with it. */
    public static Unfit nobodys() {
        return new Unfit(Refusal.UNAUTHENTICATED, "This X-Api-Key is nobody's.");
    }

    @Override
    public boolean knows(String credential) {
        return credentials.caller(credential).isPresent();
    }

    @Override
    public Identity ofToken(String token) throws Unfit {
        throw new Unfit(Refusal.UNAUTHENTICATED, "This access token is nobody's.");
    }

    @Override
    public CompletionStage<Identity> confirm(Identity user) {
        return CompletableFuture.completedFuture(user);
    }
}
