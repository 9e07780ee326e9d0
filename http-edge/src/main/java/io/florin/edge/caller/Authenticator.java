package io.florin.edge.caller;

import io.florin.edge.json.Unfit;
import java.util.concurrent.CompletionStage;

/** Knows whose a credential is. */
public interface Authenticator {
    /** Of a program's key; the stage fails with an {@link Unfit} if it is nobody's. */
    CompletionStage<Identity> ofKey(String key);

    /** Of an access token, by its signature and its time alone. */
    Identity ofToken(String token) throws Unfit;

    /** Whether the key or token was valid here lately, by what is in memory alone. */
    boolean knows(String credential);

    /**
     * Whether the session that the user's token belongs to still lives; the stage fails with an
     * {@link Unfit} if not.
     */
    CompletionStage<Identity> confirm(Identity user);
}
