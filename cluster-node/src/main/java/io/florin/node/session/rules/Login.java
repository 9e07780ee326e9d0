package io.florin.node.session.rules;

import io.florin.protocol.session.EndReason;
import io.florin.protocol.session.SecretHash;
import io.florin.protocol.session.SessionEvent.Began;
import io.florin.protocol.session.SessionEvent.Ended;
import io.florin.protocol.session.SessionEvent.Refreshed;
import io.florin.protocol.session.SessionView;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's login.
 *
 * @param expiresAt when it ends unless it is refreshed
 * @param endsAt when it ends however often it is refreshed
 * @param token the one refresh token that is good
 * @param older those before it, to know them again
 */
public record Login(
        String user,
        Instant createdAt,
        Instant refreshedAt,
        Instant expiresAt,
        Instant endsAt,
        long idleSeconds,
        SecretHash token,
        OlderTokens older,
        @Nullable Instant endedAt,
        @Nullable EndReason reason) {
    static Login begun(Began event) {
        return new Login(
                event.user(),
                event.at(),
                event.at(),
                event.expiresAt(),
                event.endsAt(),
                event.idleSeconds(),
                event.refreshToken(),
                OlderTokens.NONE,
                null,
                null);
    }

    Login refreshed(Refreshed event) {
        return new Login(
                user,
                createdAt,
                event.at(),
                event.expiresAt(),
                endsAt,
                idleSeconds,
                event.refreshToken(),
                older.plus(token),
                endedAt,
                reason);
    }

    Login ended(Ended event) {
        return new Login(
                user,
                createdAt,
                refreshedAt,
                expiresAt,
                endsAt,
                idleSeconds,
                token,
                older,
                event.at(),
                event.reason());
    }

    boolean isLive(Instant now) {
        return endedAt == null && now.isBefore(expiresAt);
    }

    /** When it ended or will end, if nothing more happens. */
    Instant overAt() {
        return endedAt == null ? expiresAt : endedAt;
    }

    long lifeSeconds() {
        return Duration.between(createdAt, endsAt).toSeconds();
    }

    SessionView.Login view(Instant now) {
        return new SessionView.Login(
                user, createdAt, refreshedAt, expiresAt, isLive(now) ? null : overAt(), reason);
    }
}
