package io.florin.protocol.session;

import io.florin.protocol.account.Text;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of one session. Plain data: no reply address, no clock. Times to live are in
 * seconds.
 */
public sealed interface SessionCommand {
    /** Nothing lives longer than ten years. */
    long MAX_SECONDS = 315_360_000L;

    /**
     * A login begins. Refreshing keeps it alive, each time for {@code idleSeconds}, and never past
     * {@code lifeSeconds} from now. A login, or a code, that exists: {@code SESSION_EXISTS}; but
     * the same login with the same first token is done already, for as long as that is its newest.
     */
    record Begin(String user, SecretHash refreshToken, long idleSeconds, long lifeSeconds)
            implements SessionCommand {
        public Begin {
            Text.require("user", user, 1, 64);
            requireSeconds(idleSeconds);
            requireSeconds(lifeSeconds);
        }
    }

    /**
     * Gives the newest refresh token for the next one. An older one of this login ends the session
     * ({@code REFRESH_TOKEN_REUSED}), if it is one of the last {@value #OLDER_TOKENS}; one that is
     * not known as this login's: {@code REFRESH_TOKEN_INVALID}, and nothing happens. The exchange
     * that was made last is done already.
     */
    record Refresh(SecretHash presented, SecretHash next) implements SessionCommand {
        public static final int OLDER_TOKENS = 64;
    }

    /** Ends a login; ending what has ended is done already. */
    record End(EndReason reason) implements SessionCommand {}

    /**
     * Sets the conversation's state; creates the session if there is none. A login that has ended
     * has no conversation any more: {@code SESSION_ENDED}. A code's id: {@code ID_REUSED}.
     */
    record Converse(String state, String data, long ttlSeconds) implements SessionCommand {
        public static final int MAX_STATE_CHARS = 64;

        /** JSON text; the session only keeps it. */
        public static final int MAX_DATA_CHARS = 16_384;

        public Converse {
            Text.require("state", state, 1, MAX_STATE_CHARS);
            Text.require("data", data, 0, MAX_DATA_CHARS);
            requireSeconds(ttlSeconds);
        }
    }

    /** Ends the conversation; one that has ended is done already. */
    record Silence() implements SessionCommand {}

    /**
     * Keeps a one-time code for the subject; a repeat with the same purpose, subject and time to
     * live is done already and keeps the first code; anything else: {@code ID_REUSED}. Where a code
     * is, nothing else may be.
     */
    record IssueCode(String purpose, String subject, SecretHash code, long ttlSeconds, int maxTries)
            implements SessionCommand {
        public static final int MAX_PURPOSE_CHARS = 64;
        public static final int MAX_SUBJECT_CHARS = 255;
        public static final int MAX_TRIES = 20;

        public IssueCode {
            Text.require("purpose", purpose, 1, MAX_PURPOSE_CHARS);
            Text.require("subject", subject, 1, MAX_SUBJECT_CHARS);
            requireSeconds(ttlSeconds);
            requireTries(maxTries, MAX_TRIES);
        }
    }

    /**
     * Tries a code: right once. A wrong try counts; {@code key} is the try's idempotency key: the
     * same key with the same code has the same outcome and does not count twice, with another code
     * it is refused: {@code IDEMPOTENCY_KEY_REUSED}.
     */
    record VerifyCode(@Nullable String key, SecretHash code) implements SessionCommand {
        public static final int MAX_KEY_CHARS = 255;

        public VerifyCode {
            if (key != null) Text.require("key", key, 1, MAX_KEY_CHARS);
        }
    }

    /**
     * Takes one try at a secret of the subject that this session guards, before the secret is
     * looked at, so that no number of parallel tries gets more of them. When the last is taken the
     * guard locks: {@code LOCKED_OUT} until {@code lockSeconds} later. Tries are forgotten so long
     * after the last one.
     */
    record Try(int maxTries, long lockSeconds) implements SessionCommand {
        public static final int MAX_TRIES = 1_000;

        public Try {
            requireTries(maxTries, MAX_TRIES);
            requireSeconds(lockSeconds);
        }
    }

    /** The secret was right: the tries start over. */
    record Relent() implements SessionCommand {}

    private static void requireSeconds(long seconds) {
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw new IllegalArgumentException("A time to live is 1 to " + MAX_SECONDS + " s.");
        }
    }

    private static void requireTries(int tries, int max) {
        if (tries < 1 || tries > max) {
            throw new IllegalArgumentException("The tries are 1 to " + max + ".");
        }
    }
}
