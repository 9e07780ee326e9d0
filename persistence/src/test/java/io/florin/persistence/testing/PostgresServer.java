package io.florin.persistence.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The one PostgreSQL of this JVM: real binaries, fsync on, its files under {@code target/}; it ends
 * with the JVM. Stopped and started again, it keeps its port and its data.
 */
public final class PostgresServer {
    public static final String USER = "postgres";

    private static final PostgresServer SHARED = new PostgresServer();

    private @Nullable EmbeddedPostgres running;
    private @Nullable Path data;
    private int port;

    private PostgresServer() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::remove, "postgres-remover"));
    }

    /** The server, started if it is not running. */
    public static PostgresServer shared() {
        SHARED.start();
        return SHARED;
    }

    public int port() {
        return port;
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** A connection with no limits at all, past every pool. */
    public Connection connect(String database) {
        var source = new PGSimpleDataSource();
        source.setUrl(url(database));
        source.setUser(USER);
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs one statement in a database. */
    public void execute(String database, String sql) {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of the first row of one query in a database. */
    public long count(String database, String sql) {
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Does nothing if it runs. */
    public synchronized void start() {
        if (running != null) return;
        try {
            if (data == null) {
                var target = Files.createDirectories(Path.of("target").toAbsolutePath());
                data = Files.createTempDirectory(target, "postgres-");
                port = freePort();
            }
            running =
                    EmbeddedPostgres.builder()
                            .setDataDirectory(data)
                            .setCleanDataDirectory(false)
                            .setRegisterShutdownHook(false)
                            .setPort(port)
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends every session and shuts down; does nothing if it does not run. */
    public synchronized void stop() {
        if (running == null) return;
        try {
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        running = null;
    }

    /** Ends the sessions of an application in the middle of whatever they do; returns how many. */
    public long killBackends(String database, String applicationName) {
        return count(
                "postgres",
                "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '"
                        + database
                        + "' and application_name = '"
                        + applicationName
                        + "'");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void remove() {
        stop();
        if (data == null) return;
        try (var files = Files.walk(data)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
