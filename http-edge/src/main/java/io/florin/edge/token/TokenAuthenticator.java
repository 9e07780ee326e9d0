package io.florin.edge.token;

import io.florin.edge.caller.Authenticator;
import io.florin.edge.caller.Caller;
import io.florin.edge.caller.Identity;
import io.florin.edge.json.Unfit;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.session.SessionId;
import io.florin.protocol.session.SessionReply;
import io.florin.protocol.session.SessionReply.Denied;
import io.florin.protocol.session.SessionReply.Done;
import io.florin.protocol.session.SessionReply.InDoubt;
import io.florin.protocol.session.SessionReply.NotTaken;
import io.florin.protocol.session.Sessions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Knows users by their access tokens; of keys it asks another. A token stands for itself until it
 * expires; whether its session has been ended before, is asked where a call changes something.
 */
public record TokenAuthenticator(Authenticator keys, AccessTokens tokens, Sessions sessions)
        implements Authenticator {
    @Override
    public CompletionStage<Identity> ofKey(String key) {
        return keys.ofKey(key);
    }

    @Override
    public boolean knows(String credential) {
        return tokens.knows(credential) || keys.knows(credential);
    }

    @Override
    public Identity ofToken(String token) throws Unfit {
        return tokens.verify(token);
    }

    @Override
    public CompletionStage<Identity> confirm(Identity identity) {
        if (!(identity.caller() instanceof Caller.User user) || identity.app() == null) {
            return CompletableFuture.completedFuture(identity);
        }
        return sessions.look(new SessionId(identity.app(), user.session()))
                .thenApply(reply -> {
                    requireLive(reply);
                    return identity;
                });
    }

    private static void requireLive(SessionReply reply) {
        switch (reply) {
            case Done(var session, _) -> {
                var login = session.login();
                if (login == null || !login.isLive()) throw refused(Refusal.SESSION_ENDED);
            }
            case Denied _ -> throw refused(Refusal.SESSION_ENDED);
            case NotTaken(var why) -> throw refused(why);
            case InDoubt _ -> throw refused(Refusal.UNAVAILABLE);
        }
    }

    private static CompletionException refused(Refusal why) {
        return new CompletionException(Unfit.of(why));
    }
}
