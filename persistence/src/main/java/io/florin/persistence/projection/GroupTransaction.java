package io.florin.persistence.projection;

import io.florin.persistence.database.Database;
import io.florin.persistence.events.EventOffset;
import io.florin.persistence.events.SliceRange;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Transactions of one projection instance, one after another on a connection of its own. The first
 * use in each locks the range's offset and remembers it as it was before the transaction. Calls
 * block; not thread-safe.
 */
public final class GroupTransaction implements AutoCloseable {
    /**
     * Rows are looked up by key, never by reading a table through, however small it once was. A
     * group need not be flushed when it commits: after a crash it is missing together with its
     * offset, and is read from the journal again.
     */
    private static final String SESSION =
            """
            set synchronous_commit = off;
            set enable_seqscan = off;
            set enable_hashjoin = off;
            set enable_mergejoin = off;
            set plan_cache_mode = force_generic_plan
            """;

    private final Database database;
    private final String name;
    private final SliceRange range;
    private @Nullable Connection connection;
    private @Nullable EventOffset locked;

    public GroupTransaction(Database database, String name, SliceRange range) {
        this.database = database;
        this.name = name;
        this.range = range;
    }

    /** The transaction's connection; begins the transaction if none is under way. */
    public Connection connection() throws SQLException {
        var open = connection;
        if (open == null) {
            open = open();
            connection = open;
        }
        if (locked == null) locked = OffsetTable.lock(open, name, range);
        return open;
    }

    /**
     * Refuses to go on if the offset was not this one before the transaction.
     *
     * @throws StaleOffsetException if it was not
     */
    public void requireOffset(EventOffset expected) {
        if (locked == null) throw new IllegalStateException("No transaction is under way");
        if (!locked.equals(expected)) throw new StaleOffsetException(locked, expected);
    }

    public void commit() throws SQLException {
        locked = null;
        if (connection != null) connection.commit();
    }

    /** Undoes the transaction; the next one gets a new connection, for this one may be broken. */
    public void rollback() throws SQLException {
        if (connection == null) return;
        try (var broken = connection) {
            broken.rollback();
        } finally {
            connection = null;
            locked = null;
        }
    }

    @Override
    public void close() throws SQLException {
        rollback();
    }

    private Connection open() throws SQLException {
        var open = database.dedicated();
        try {
            try (var statement = open.createStatement()) {
                statement.execute(SESSION);
            }
            open.setAutoCommit(false);
            return open;
        } catch (SQLException e) {
            open.close();
            throw e;
        }
    }
}
