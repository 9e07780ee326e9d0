package io.florin.persistence.database;

import io.florin.persistence.database.DatabaseException.Stage;
import io.florin.persistence.release.Release;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The one place that opens a connection. Every call blocks: make it from a virtual thread, never
 * from an actor. A connection lives as long as its lambda and must not leave it. Thread-safe.
 */
public final class Database implements AutoCloseable {
    /** What to do with a connection. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        T run(Connection connection) throws SQLException;
    }

    /** How many connections are open, lent out and waited for, for metrics. */
    public record Load(int open, int lent, int waiting) {}

    private final DatabaseSettings settings;
    private final Server server;
    private final int era;
    private final Pool writers;
    private final Pool readers;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Database(DatabaseSettings settings, Server server, int era) {
        this.settings = settings;
        this.server = server;
        this.era = era;
        this.writers = Pool.open(settings, Pool.Purpose.WRITER, server);
        this.readers = Pool.open(settings, Pool.Purpose.READER, server);
    }

    /**
     * Checks that the server keeps what it acknowledges, migrates the schema and opens the era.
     *
     * @throws IllegalStateException if the server's settings would break a promise, or the schema
     *     is of a release that this one does not go with
     * @throws DatabaseException if the server cannot be reached
     */
    public static Database open(DatabaseSettings settings) {
        var source = Pool.unlimited(settings);
        try (var connection = source.getConnection()) {
            var server = Server.ask(connection).check();
            Schema.migrate(source, Release.ofThisBuild());
            connection.setAutoCommit(false);
            var era = Eras.open(connection, server.systemIdentifier());
            connection.commit();
            return new Database(settings, server, era);
        } catch (SQLException e) {
            throw DatabaseException.of(e, Stage.BORROWING);
        }
    }

    /**
     * For those who only look, at tables of another release, too: nothing is migrated and no era is
     * opened.
     *
     * @throws DatabaseException if the server cannot be reached or has no tables of ours
     */
    public static Database look(DatabaseSettings settings) {
        try (var connection = Pool.unlimited(settings).getConnection()) {
            var server = Server.ask(connection);
            return new Database(settings, server, Eras.of(connection, server.systemIdentifier()));
        } catch (SQLException e) {
            throw DatabaseException.of(e, Stage.BORROWING);
        }
    }

    /** Who has made the schema; nothing is changed. */
    public static SchemaState schema(DatabaseSettings settings) {
        try {
            return Schema.state(Pool.unlimited(settings));
        } catch (SQLException e) {
            throw DatabaseException.of(e, Stage.BORROWING);
        }
    }

    /** One connection, within a reader's limits, before there is a pool. */
    public static <T extends @Nullable Object> T once(DatabaseSettings settings, Work<T> work) {
        try (var connection = Pool.once(settings).getConnection()) {
            return work.run(connection);
        } catch (SQLException e) {
            throw DatabaseException.of(e, Stage.BORROWING);
        }
    }

    /** The era whose transaction ids this server gives out; it does not change while we run. */
    public int era() {
        return era;
    }

    public DatabaseSettings settings() {
        return settings;
    }

    /** All of the work or nothing, at read committed. */
    public <T extends @Nullable Object> T transact(Work<T> work) {
        return inTransaction(work, false);
    }

    /**
     * Several reads in one transaction that cannot write; for one read {@link #autocommit} is
     * cheaper.
     */
    public <T extends @Nullable Object> T read(Work<T> work) {
        return inTransaction(work, true);
    }

    /** Statements that each commit by themselves. */
    public <T extends @Nullable Object> T autocommit(Work<T> work) {
        return committing(readers, work);
    }

    /**
     * For the journal's writers: one statement that commits by itself, under their short time
     * limits.
     */
    public <T extends @Nullable Object> T write(Work<T> work) {
        return committing(writers, work);
    }

    /** Whether the server answers a question; an unreachable one throws like any other call. */
    public boolean answers() {
        return autocommit(connection -> {
            try (var statement = connection.prepareStatement("select 1")) {
                return statement.execute();
            }
        });
    }

    /** A connection of one's own, outside the pools; for LISTEN. The caller closes it. */
    public Connection dedicated() {
        if (closed.get()) throw new IllegalStateException("The database is closed.");
        try {
            return Pool.source(settings, Pool.Purpose.READER, server).getConnection();
        } catch (SQLException e) {
            throw DatabaseException.of(e, Stage.BORROWING);
        }
    }

    /** From now on it is told of every connection that is lent, of the pools writer and reader. */
    public void watch(PoolWatch watch) {
        writers.watch(watch);
        readers.watch(watch);
    }

    public Load writerLoad() {
        return writers.load();
    }

    public Load readerLoad() {
        return readers.load();
    }

    /** Later calls fail as unavailable. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) return;
        writers.close();
        readers.close();
    }

    private static <T extends @Nullable Object> T committing(Pool pool, Work<T> work) {
        var stage = Stage.BORROWING;
        try (var connection = pool.borrow()) {
            stage = Stage.COMMITTING;
            return work.run(connection);
        } catch (SQLException e) {
            throw failure(pool, e, stage);
        }
    }

    private <T extends @Nullable Object> T inTransaction(Work<T> work, boolean readOnly) {
        var stage = Stage.BORROWING;
        try (var connection = readers.borrow()) {
            connection.setReadOnly(readOnly);
            connection.setAutoCommit(false);
            stage = Stage.BEFORE_COMMIT;
            try {
                T result = work.run(connection);
                stage = Stage.COMMITTING;
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollback(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw failure(readers, e, stage);
        }
    }

    private static DatabaseException failure(Pool pool, SQLException cause, Stage stage) {
        var failure = DatabaseException.of(cause, stage);
        if (stage != Stage.BORROWING && failure.isConnectionLost()) pool.distrustIdle();
        return failure;
    }

    private static void rollback(Connection connection, Throwable reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
