package io.florin.sandbox.postgres;

import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * The files of one server: the cluster that {@code initdb} makes, its settings, its password and
 * its port.
 */
final class DataDirectory {
    static final String USER = "florin";
    static final int MAJOR_VERSION = 18;
    private static final Duration INITDB_LIMIT = Duration.ofMinutes(5);
    private static final int FIRST_PORT = 15_432;
    private static final int PORTS = 1_000;

    private final PostgresSettings settings;

    DataDirectory(PostgresSettings settings) {
        this.settings = settings;
    }

    Path path() {
        return settings.data();
    }

    Path logFile() {
        return settings.folder().resolve("start.log");
    }

    /**
     * Makes the cluster if there is none, beside its place first: a crash in the middle leaves no
     * half of one.
     */
    void prepare(Programs programs, Progress progress) throws IOException {
        var version = path().resolve("PG_VERSION");
        if (Files.exists(version)) {
            var found = Files.readString(version).strip();
            if (found.equals(Integer.toString(MAJOR_VERSION))) return;
            throw new CommandFailed(
                    "%s is of PostgreSQL %s and this is %d; use pg_upgrade, or --fresh to lose it."
                            .formatted(path(), found, MAJOR_VERSION));
        }
        progress.say("Making a database in %s.".formatted(path()));
        var partial = settings.partialData();
        Folders.delete(partial);
        var outcome =
                programs.run(
                        INITDB_LIMIT,
                        "initdb",
                        List.of(
                                "--pgdata=" + partial,
                                "--username=" + USER,
                                "--pwfile=" + passwordFile(),
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--locale=C",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8",
                                "--data-checksums"));
        if (!outcome.succeeded()) {
            Folders.delete(partial);
            throw new CommandFailed("PostgreSQL cannot make its database: " + outcome.gist());
        }
        Files.writeString(
                partial.resolve("postgresql.conf"),
                "\ninclude 'florin.conf'\n",
                StandardOpenOption.APPEND);
        Files.move(partial, path(), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Written before every start. A file and not the command line, so that a server started by hand
     * ({@code pg_ctl start}) keeps the same promises.
     */
    void writeSettings(int port) throws IOException {
        Files.writeString(portFile(), port + "\n");
        Files.writeString(
                path().resolve("florin.conf"),
                """
                # Written by florin before every start; changes here are lost.
                listen_addresses = '127.0.0.1'
                unix_socket_directories = ''
                port = %d
                max_connections = %d
                shared_buffers = '%dMB'
                # An answer means that the disk has it.
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                # Nothing here uses them, and one forgotten would hold back every projection.
                max_prepared_transactions = 0
                # Each checkpoint has whole pages written to the log once more: not every minute.
                max_wal_size = '4GB'
                checkpoint_timeout = '15min'
                jit = off
                timezone = 'UTC'
                log_timezone = 'UTC'
                # One file a weekday, overwritten a week later.
                logging_collector = on
                log_directory = '../log'
                log_filename = '%%a.log'
                log_rotation_age = '1d'
                log_rotation_size = 0
                log_truncate_on_rotation = on
                # A refused batch is an ordinary event, and its statement is a megabyte.
                log_min_error_statement = panic
                # A person's, for an archive of the WAL; no backup and so no copy has it.
                include_if_exists '../archive.conf'
                """
                        .formatted(
                                port,
                                settings.maxConnections(),
                                settings.sharedBuffersMebibytes()));
    }

    /**
     * The port of the last start if it is free, or the first free one, below the range of outgoing
     * connections.
     */
    int choosePort() throws IOException {
        if (Files.exists(portFile())) {
            var kept = Integer.parseInt(Files.readString(portFile()).strip());
            if (isFree(kept)) return kept;
        }
        for (var port = FIRST_PORT; port < FIRST_PORT + PORTS; port++) {
            if (isFree(port)) return port;
        }
        throw new CommandFailed(
                "No port from %d to %d is free on 127.0.0.1 for PostgreSQL; end what uses them."
                        .formatted(FIRST_PORT, FIRST_PORT + PORTS - 1));
    }

    /**
     * Made on first use, readable by its owner only: any user of the machine can reach a loopback
     * port.
     */
    String password() throws IOException {
        var file = passwordFile();
        if (!Files.exists(file)) {
            var bytes = new byte[24];
            new SecureRandom().nextBytes(bytes);
            var password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            Folders.writeSecret(file, password + "\n");
        }
        return Files.readString(file).strip();
    }

    private Path passwordFile() {
        return settings.folder().resolve("password");
    }

    private Path portFile() {
        return settings.folder().resolve("port");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.isBound();
        } catch (BindException _) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
