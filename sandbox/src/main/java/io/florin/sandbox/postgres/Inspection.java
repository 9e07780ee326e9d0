package io.florin.sandbox.postgres;

import io.florin.sandbox.terminal.CommandFailed;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Asks a started server whether it is ours and whether it keeps what it acknowledges. */
final class Inspection {
    private static final Map<String, String> REQUIRED =
            Map.of(
                    "fsync", "on",
                    "synchronous_commit", "on",
                    "full_page_writes", "on",
                    "max_prepared_transactions", "0");

    /** Starting up, shutting down, too many connections: may pass. Everything else will not. */
    private static final Set<String> PASSING_STATES = Set.of("57P03", "53300", "08001", "08006");

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Address address;

    Inspection(Address address) {
        this.address = address;
    }

    /** An adopted server may be in the middle of its own recovery. */
    void awaitAnswer(Duration limit) {
        var begun = System.nanoTime();
        while (true) {
            try (var connection = connect()) {
                show(connection, "fsync");
                return;
            } catch (SQLException e) {
                if (!PASSING_STATES.contains(String.valueOf(e.getSQLState()))
                        || System.nanoTime() - begun > limit.toNanos()) {
                    throw unanswered(e);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    void requireOwn(Path dataDirectory) {
        var served = shown("data_directory");
        if (!served.equals(dataDirectory.toString())) {
            throw new CommandFailed(
                    "The PostgreSQL on port %d serves %s and not %s; end it and start again."
                            .formatted(address.port(), served, dataDirectory));
        }
    }

    void requireDurable() {
        for (var required : REQUIRED.entrySet()) {
            var actual = shown(required.getKey());
            if (!actual.equals(required.getValue())) {
                throw new CommandFailed(
                        "PostgreSQL has %s = %s and florin needs %s; see postgresql.auto.conf."
                                .formatted(required.getKey(), actual, required.getValue()));
            }
        }
    }

    void createDatabaseIfMissing() {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            var found =
                    statement.executeQuery(
                            "SELECT 1 FROM pg_database WHERE datname = '" + Address.DATABASE + "'");
            if (!found.next()) {
                statement.execute("CREATE DATABASE " + Address.DATABASE);
            }
        } catch (SQLException e) {
            throw unanswered(e);
        }
    }

    int endSessions() {
        try (var connection = connect();
                var statement = connection.createStatement();
                var ended =
                        statement.executeQuery(
                                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                                        + " WHERE datname = '%s' AND pid <> pg_backend_pid()"
                                                .formatted(Address.DATABASE))) {
            ended.next();
            return ended.getInt(1);
        } catch (SQLException e) {
            throw unanswered(e);
        }
    }

    private String shown(String setting) {
        try (var connection = connect()) {
            return show(connection, setting);
        } catch (SQLException e) {
            throw unanswered(e);
        }
    }

    private static String show(Connection connection, String setting) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SHOW " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                address.jdbcUrl("postgres"), address.user(), address.password());
    }

    private CommandFailed unanswered(SQLException e) {
        return new CommandFailed(
                "PostgreSQL on port %d does not answer: %s."
                        .formatted(address.port(), e.getMessage()),
                e);
    }
}
