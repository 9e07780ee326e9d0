package io.florin.persistence.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** A database call that failed, with what that means for the one who made it. */
public final class DatabaseException extends RuntimeException {
    /** What is known about the work after the failure. */
    public enum Outcome {
        /** Not done, and it would be refused again: the data broke a rule (SQLSTATE 22, 23, 54). */
        REFUSED,
        /** Certainly not done, for a reason of the moment: it may be tried again. */
        UNAVAILABLE,
        /** Nobody knows: the server may have done it. Ask before trying again. */
        UNKNOWN
    }

    /** How far the work had come; what a lost connection means depends on it. */
    enum Stage {
        /** Nothing had been sent. */
        BORROWING,
        /** In a transaction that dies with its connection. */
        BEFORE_COMMIT,
        /** A commit was under way, or every statement commits by itself. */
        COMMITTING
    }

    private final Outcome outcome;
    private final String sqlState;
    private final @Nullable String constraint;

    private DatabaseException(SQLException cause, Outcome outcome) {
        super(sentence(cause), cause);
        this.outcome = outcome;
        this.sqlState = state(cause);
        this.constraint = constraintOf(cause);
    }

    static DatabaseException of(SQLException cause, Stage stage) {
        return new DatabaseException(
                cause,
                switch (stage) {
                    case BORROWING -> Outcome.UNAVAILABLE;
                    case BEFORE_COMMIT -> refusedBy(cause) ? Outcome.REFUSED : Outcome.UNAVAILABLE;
                    case COMMITTING -> outcomeOf(cause);
                });
    }

    /** Whether what has failed may have been done, nevertheless. */
    public static boolean mayHaveWorked(RuntimeException failure) {
        return !(failure instanceof DatabaseException answer) || answer.outcome == Outcome.UNKNOWN;
    }

    public Outcome outcome() {
        return outcome;
    }

    /** The SQLSTATE, empty when the failure was not the server's. */
    public String sqlState() {
        return sqlState;
    }

    /** The constraint or unique index that refused, if one did. */
    public @Nullable String constraint() {
        return constraint;
    }

    /** Whether the session is gone: the connection broke (08) or was ended from outside (57P). */
    boolean isConnectionLost() {
        return sqlState.startsWith("08") || sqlState.startsWith("57P");
    }

    private static boolean refusedBy(SQLException cause) {
        return switch (stateClass(cause)) {
            // 54: a name or entity too long for its index; as much the data's fault as 22.
            case "22", "23", "54" -> true;
            default -> false;
        };
    }

    /** For statements that commit by themselves: an ERROR of these classes has rolled back. */
    private static Outcome outcomeOf(SQLException cause) {
        if (refusedBy(cause)) return Outcome.REFUSED;
        if (state(cause).equals("40003")) return Outcome.UNKNOWN;
        return switch (stateClass(cause)) {
            case "25", "28", "40", "42", "53", "55" -> Outcome.UNAVAILABLE;
            // 57014 is a cancelled statement; the rest of 57 are sessions ended from outside.
            case "57" -> state(cause).equals("57014") ? Outcome.UNAVAILABLE : Outcome.UNKNOWN;
            default -> Outcome.UNKNOWN;
        };
    }

    private static String stateClass(SQLException cause) {
        var state = state(cause);
        return state.length() == 5 ? state.substring(0, 2) : "";
    }

    private static String state(SQLException cause) {
        var state = cause.getSQLState();
        return state == null ? "" : state;
    }

    private static @Nullable String constraintOf(SQLException cause) {
        if (cause instanceof PSQLException failure && failure.getServerErrorMessage() != null) {
            return failure.getServerErrorMessage().getConstraint();
        }
        return null;
    }

    private static String sentence(SQLException cause) {
        var message = cause.getMessage();
        var root = cause.getCause();
        return root instanceof SQLException ? message + ": " + root.getMessage() : "" + message;
    }
}
