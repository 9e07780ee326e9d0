package io.florin.protocol.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session as it is now: what has expired is shown as such, whatever any timer did.
 *
 * @param login null if nobody logged in here
 * @param conversation null if there is none, or it has expired
 * @param code null if no code was issued here
 * @param guard null while no try is counted
 */
public record SessionView(
        SessionId id,
        long version,
        @Nullable Login login,
        @Nullable Conversation conversation,
        @Nullable Code code,
        @Nullable Guard guard) {
    /**
     * Who is logged in, and for how long.
     *
     * @param expiresAt when it ends unless it is refreshed
     * @param endedAt null while it lives
     * @param reason null while it lives, or if it has just expired
     */
    public record Login(
            String user,
            Instant createdAt,
            Instant refreshedAt,
            Instant expiresAt,
            @Nullable Instant endedAt,
            @Nullable EndReason reason) {
        public boolean isLive() {
            return endedAt == null;
        }
    }

    public record Conversation(String state, String data, Instant updatedAt, Instant expiresAt) {}

    /** {@code usedAt}: null until the right code came. */
    public record Code(
            String purpose,
            String subject,
            int triesLeft,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant usedAt) {}

    /** {@code lockedUntil}: null unless the last try is taken. */
    public record Guard(int tries, @Nullable Instant lockedUntil) {}
}
