package io.florin.persistence.session;

import io.florin.protocol.session.EndReason;
import io.florin.protocol.session.SecretHash;
import io.florin.protocol.session.SessionEvent;
import io.florin.protocol.session.SessionEvent.Began;
import io.florin.protocol.session.SessionEvent.CodeIssued;
import io.florin.protocol.session.SessionEvent.CodeUsed;
import io.florin.protocol.session.SessionEvent.Conversed;
import io.florin.protocol.session.SessionEvent.Ended;
import io.florin.protocol.session.SessionEvent.Refreshed;
import io.florin.protocol.session.SessionEvent.Relented;
import io.florin.protocol.session.SessionEvent.Silenced;
import io.florin.protocol.session.SessionEvent.Tried;
import io.florin.protocol.session.SessionId;
import java.time.Instant;

/** Events of sessions; every number is a second of one minute. */
public final class SampleSessions {
    public static final SessionId LOGIN = new SessionId("default", "login");
    public static final SessionId CHAT = new SessionId("default", "chat");
    public static final SessionId CODE = new SessionId("default", "code");
    public static final SessionId GUARD = new SessionId("default", "guard");

    private static final SecretHash SECRET = new SecretHash(new byte[SecretHash.BYTES]);

    private SampleSessions() {}

    public static Instant second(int second) {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second);
    }

    public static SessionEvent began(int at, String user, int expiresAt) {
        return new Began(second(at), user, SECRET, 10, second(expiresAt), second(59));
    }

    public static SessionEvent refreshed(int at, int expiresAt) {
        return new Refreshed(second(at), SECRET, second(expiresAt));
    }

    public static SessionEvent ended(int at) {
        return new Ended(second(at), EndReason.LOGGED_OUT);
    }

    public static SessionEvent conversed(int at, int expiresAt) {
        return new Conversed(second(at), "menu", "{}", second(expiresAt));
    }

    public static SessionEvent silenced(int at) {
        return new Silenced(second(at));
    }

    public static SessionEvent issued(int at, int expiresAt) {
        return new CodeIssued(second(at), "login", "ann", SECRET, 3, second(expiresAt));
    }

    public static SessionEvent used(int at) {
        return new CodeUsed(second(at), null);
    }

    public static SessionEvent tried(int at, int tries, int forgottenAt) {
        return new Tried(second(at), tries, false, second(forgottenAt));
    }

    public static SessionEvent relented(int at) {
        return new Relented(second(at));
    }
}
