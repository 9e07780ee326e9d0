package io.florin.edge.token;

import io.florin.edge.secret.RandomSecrets;
import io.florin.edge.secret.Vault;
import io.florin.protocol.session.SecretHash;
import io.florin.protocol.session.SessionId;
import java.util.Optional;

/**
 * A token for a session's next access token: {@code frt_<secret>.<session>.<app>}. It says which
 * session to ask; only its hash is kept there.
 */
public record RefreshToken(SessionId session, String secret) {
    private static final String PREFIX = "frt_";
    private static final int MAX_CHARS = 256;
    private static final String PURPOSE = "refresh token";

    public static RefreshToken of(SessionId session, RandomSecrets secrets) {
        return new RefreshToken(session, secrets.token());
    }

    public String text() {
        return PREFIX + secret + "." + session.id() + "." + session.app();
    }

    /** Empty if it cannot be one. */
    public static Optional<RefreshToken> parse(String text) {
        if (text.length() > MAX_CHARS || !text.startsWith(PREFIX)) return Optional.empty();
        var parts = text.substring(PREFIX.length()).split("\\.", 3);
        if (parts.length != 3 || parts[0].length() != RandomSecrets.TOKEN_CHARS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RefreshToken(new SessionId(parts[2], parts[1]), parts[0]));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    public SecretHash hash(Vault vault) {
        return vault.hash(PURPOSE, session.toString(), secret);
    }

    @Override
    public String toString() {
        return "RefreshToken of " + session;
    }
}
