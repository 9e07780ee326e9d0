package io.florin.sandbox.postgres;

import io.florin.sandbox.terminal.CommandFailed;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * An online backup from the server's point of view: between the beginning and {@link #end} the
 * files of its data directory may be copied one after the other while it works on. The copy is as
 * of the end, once the WAL between the two was replayed on it. Until this object is closed the
 * server keeps that WAL: a replication slot that dies with the session holds it.
 */
public final class BackupSession implements AutoCloseable {
    /** The beginning waits for a checkpoint; the rest is quick. */
    private static final int STATEMENT_SECONDS = 600;

    private static final String RESERVE =
            "select pg_create_physical_replication_slot(?, true, temporary => true)";
    private static final String START = "select pg_backup_start('florin', fast => true)::text";
    private static final String SERVER =
            """
            select (select system_identifier from pg_control_system()),
                   current_setting('server_version_num')::int,
                   (select count(*) from pg_tablespace
                    where spcname not in ('pg_default', 'pg_global')),
                   clock_timestamp()
            """;
    private static final String NOW = "select clock_timestamp()";
    private static final String STOP =
            "select lsn::text, labelfile from pg_backup_stop(wait_for_archive => false)";
    private static final String SEGMENTS =
            """
            select pg_walfile_name(b.start + s.bytes) as name
            from (select ?::pg_lsn as start, ?::pg_lsn as stop) b,
                 generate_series(0::numeric, pg_wal_lsn_diff(b.stop, b.start),
                     pg_size_bytes(current_setting('wal_segment_size'))::numeric) s(bytes)
            union select pg_walfile_name(?::pg_lsn)
            order by name
            """;

    /**
     * What a server said at the beginning.
     *
     * @param systemIdentifier made by initdb; every copy keeps it
     * @param version as in {@code server_version_num}: 180006
     * @param startLsn where the replay has to begin
     * @param at by the server's clock
     */
    public record Begun(long systemIdentifier, int version, String startLsn, Instant at) {}

    /**
     * What a server said at the end.
     *
     * @param stopLsn the replay has to come this far, or the copy is of no use
     * @param at by the server's clock: what had committed before is in the copy
     * @param label belongs into the copy as {@code backup_label}
     * @param segments the files of {@code pg_wal} that the replay needs; all of them are complete
     */
    public record Ended(String stopLsn, Instant at, String label, List<String> segments) {
        public Ended {
            segments = List.copyOf(segments);
        }
    }

    private final Connection connection;
    private final Begun begun;

    private BackupSession(Connection connection, Begun begun) {
        this.connection = connection;
        this.begun = begun;
    }

    /** Makes the server's checkpoint at once and returns after it. */
    public static BackupSession begin(Address server) {
        try {
            var connection = connect(server);
            try {
                return new BackupSession(connection, start(connection));
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static Connection connect(Address server) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", server.user());
        properties.setProperty("password", server.password());
        properties.setProperty("ApplicationName", "florin-backup");
        properties.setProperty("tcpKeepAlive", "true");
        var limitMillis = TimeUnit.SECONDS.toMillis(STATEMENT_SECONDS);
        properties.setProperty("options", "-c statement_timeout=" + limitMillis);
        return DriverManager.getConnection(server.jdbcUrl("postgres"), properties);
    }

    private static Begun start(Connection connection) throws SQLException {
        try (var reserve = connection.prepareStatement(RESERVE);
                var start = connection.prepareStatement(START);
                var server = connection.prepareStatement(SERVER)) {
            reserve.setString(1, "florin_backup_" + ProcessHandle.current().pid());
            only(reserve);
            var lsn = only(start).getString(1);
            var facts = only(server);
            if (facts.getInt(3) > 0) {
                throw new CommandFailed(
                        "This PostgreSQL has tablespaces, which a backup does not copy; use"
                                + " pg_basebackup (docs/BACKUP.md).");
            }
            return new Begun(facts.getLong(1), facts.getInt(2), lsn, instant(facts, 4));
        }
    }

    public Begun begun() {
        return begun;
    }

    /** To be called once, when all files are copied. */
    public Ended end() {
        try (var now = connection.prepareStatement(NOW);
                var stop = connection.prepareStatement(STOP)) {
            var at = instant(only(now), 1);
            var stopped = only(stop);
            var lsn = stopped.getString(1);
            return new Ended(lsn, at, stopped.getString(2), segments(lsn));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private List<String> segments(String stopLsn) throws SQLException {
        try (var statement = connection.prepareStatement(SEGMENTS)) {
            statement.setString(1, begun.startLsn());
            statement.setString(2, stopLsn);
            statement.setString(3, stopLsn);
            var names = new ArrayList<String>();
            try (var row = statement.executeQuery()) {
                while (row.next()) names.add(row.getString(1));
            }
            return names;
        }
    }

    private static ResultSet only(PreparedStatement statement) throws SQLException {
        var row = statement.executeQuery();
        row.next();
        return row;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static CommandFailed failed(SQLException e) {
        return new CommandFailed(
                "PostgreSQL broke the backup off: %s.".formatted(e.getMessage()), e);
    }

    /** The server forgets a backup that has not ended, and lets go of the WAL. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}
