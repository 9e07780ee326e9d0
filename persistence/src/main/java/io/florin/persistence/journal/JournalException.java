package io.florin.persistence.journal;

import org.jspecify.annotations.Nullable;

/**
 * Why the journal did not do what it was asked. All but {@link Unknown} mean: certainly not done.
 */
public abstract sealed class JournalException extends RuntimeException {
    private JournalException(String message, @Nullable Throwable cause) {
        // Overload and outage fail thousands of calls a second: the cause has the one useful trace.
        super(message, cause, false, false);
    }

    /** A bound was hit; the message names the setting. */
    public static final class Overloaded extends JournalException {
        Overloaded(String message) {
            super(message, null);
        }
    }

    /** The sequence number or a name is taken: another incarnation of the entity wrote it. */
    public static final class Conflict extends JournalException {
        private final @Nullable String constraint;

        Conflict(String message, @Nullable String constraint, @Nullable Throwable cause) {
            super(message, cause);
            this.constraint = constraint;
        }

        /** The index that decided: {@code event_pkey}, {@code event_key} or {@code event_ref}. */
        public @Nullable String constraint() {
            return constraint;
        }
    }

    /** The database refused the content itself (too long, not valid text). */
    public static final class Refused extends JournalException {
        Refused(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The database was out of reach, or an earlier write of the same entity failed. */
    public static final class Unavailable extends JournalException {
        Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The connection was lost in the middle: it may or may not be stored. */
    public static final class Unknown extends JournalException {
        Unknown(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
