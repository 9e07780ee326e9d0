package io.florin.benchmark.server;

import io.florin.benchmark.measure.CpuMeter;
import io.florin.sandbox.postgres.Address;
import io.florin.sandbox.postgres.Folders;
import io.florin.sandbox.postgres.PostgresServer;
import io.florin.sandbox.postgres.PostgresSettings;
import io.florin.sandbox.terminal.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A new, empty server that promises what the product's does, and is removed at the end. */
public final class BenchServer implements AutoCloseable {
    /** A database of its own for a contender. */
    public record Database(Address address, String name) {
        public String url() {
            return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(address.port(), name);
        }

        public Connection connect() {
            try {
                return DriverManager.getConnection(url(), address.user(), address.password());
            } catch (SQLException e) {
                throw new IllegalStateException("No connection to " + name, e);
            }
        }

        /** Runs statements that return nothing. */
        public void run(String sql) {
            try (var connection = connect();
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException("Refused: " + sql, e);
            }
        }

        /** The first column of the first row, as text. */
        public String ask(String sql) {
            try (var connection = connect();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                if (!rows.next()) throw new IllegalStateException("No row: " + sql);
                return String.valueOf(rows.getString(1));
            } catch (SQLException e) {
                throw new IllegalStateException("Refused: " + sql, e);
            }
        }
    }

    private static final int FREE_SPACE_MEBIBYTES = 4096;
    private static final int SHARED_BUFFERS_MEBIBYTES = 1024;

    private final PostgresServer server;
    private final Path folder;
    private final CpuMeter meter;
    private final Database main;

    private BenchServer(PostgresServer server, Path folder) {
        this.server = server;
        this.folder = folder;
        this.meter = new CpuMeter(server.pid());
        this.main = new Database(server.address(), "postgres");
    }

    /** In a sub-folder of its own; PostgreSQL's programs are unpacked to {@code binaries} once. */
    public static BenchServer start(Path folder, Path binaries, Progress progress) {
        var place = folder.resolve("server-" + ProcessHandle.current().pid());
        Folders.delete(place);
        var defaults = PostgresSettings.in(place);
        var settings =
                new PostgresSettings(
                        place,
                        binaries,
                        defaults.maxConnections(),
                        SHARED_BUFFERS_MEBIBYTES,
                        FREE_SPACE_MEBIBYTES,
                        defaults.startTimeoutSeconds(),
                        defaults.stopTimeoutSeconds());
        return new BenchServer(PostgresServer.start(settings, progress), place);
    }

    public Database create(String name) {
        main.run("create database " + name);
        return new Database(main.address(), name);
    }

    public void drop(Database database) {
        main.run("drop database if exists " + database.name() + " with (force)");
    }

    /** So that no run pays for the dirty pages of the one before. */
    public void checkpoint() {
        main.run("checkpoint");
    }

    public CpuMeter meter() {
        return meter;
    }

    /** A folder that is removed with the server, for another server beside it. */
    public Path folder(String name) {
        return folder.resolve(name);
    }

    /** Version and what makes an answer durable. */
    public String describe() {
        return "%s, fsync %s, synchronous_commit %s"
                .formatted(
                        main.ask("show server_version"),
                        main.ask("show fsync"),
                        main.ask("show synchronous_commit"));
    }

    @Override
    public void close() {
        server.close();
        Folders.delete(folder);
    }
}
