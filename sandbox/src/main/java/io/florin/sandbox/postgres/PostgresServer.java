package io.florin.sandbox.postgres;

import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/**
 * One running PostgreSQL on 127.0.0.1, and the promise that what it answers is on the disk.
 *
 * <p>The server is a process of its own and outlives a JVM that is killed. The next start on the
 * same folder adopts it, after the same look at its settings; whoever closes this object stops it.
 */
public final class PostgresServer implements AutoCloseable {
    private final PostgresSettings settings;
    private final DataDirectory data;
    private final Programs programs;
    private final Address address;
    private final long pid;
    private final boolean adopted;

    private PostgresServer(
            PostgresSettings settings,
            DataDirectory data,
            Programs programs,
            Address address,
            Running running) {
        this.settings = settings;
        this.data = data;
        this.programs = programs;
        this.address = address;
        this.pid = running.postmaster().pid();
        this.adopted = running.adopted();
    }

    private record Running(Postmaster postmaster, boolean adopted) {}

    /**
     * Starts the server of this folder, or adopts the one that already serves it. Returns when it
     * answers queries.
     *
     * @throws CommandFailed with a sentence: folder not writable, disk full, settings that would
     *     lose data
     */
    public static PostgresServer start(PostgresSettings settings, Progress progress) {
        Folders.makeWritable(settings.folder());
        Folders.requireFreeSpace(settings.folder(), settings.freeSpaceMebibytes());
        var data = new DataDirectory(settings);
        var programs =
                new Programs(
                        Binaries.unpackedIn(settings.binariesFolder(), progress),
                        settings.folder().resolve("program.log"));
        try {
            var password = data.password();
            data.prepare(programs, progress);
            var running = adoptOrStart(settings, data, programs, progress);
            var address = new Address(running.postmaster().port(), DataDirectory.USER, password);
            var server = new PostgresServer(settings, data, programs, address, running);
            server.verified();
            return server;
        } catch (IOException e) {
            throw new CommandFailed(
                    "PostgreSQL's folder %s cannot be used: %s."
                            .formatted(settings.folder(), e.getMessage()),
                    e);
        }
    }

    private static Running adoptOrStart(
            PostgresSettings settings, DataDirectory data, Programs programs, Progress progress)
            throws IOException {
        var found = Postmaster.readFrom(data.path());
        if (found.isPresent() && found.get().process().isPresent()) {
            progress.say(
                    "Adopting PostgreSQL, which still runs as process %d."
                            .formatted(found.get().pid()));
            return new Running(found.get(), true);
        }
        // PostgreSQL would take any living process with this number for a rival.
        Files.deleteIfExists(data.path().resolve("postmaster.pid"));
        data.writeSettings(data.choosePort());
        Files.deleteIfExists(data.logFile());
        var outcome =
                programs.run(
                        Duration.ofSeconds(settings.startTimeoutSeconds() + 5L),
                        "pg_ctl",
                        List.of(
                                "start",
                                "--wait",
                                "--timeout=" + settings.startTimeoutSeconds(),
                                "--pgdata=" + data.path(),
                                "--log=" + data.logFile()));
        if (!outcome.succeeded()) {
            var log =
                    Files.exists(data.logFile())
                            ? Files.readString(data.logFile())
                            : outcome.said();
            throw new CommandFailed(
                    "PostgreSQL does not start: %s (more in %s)."
                            .formatted(
                                    new Programs.Outcome(1, log).gist(),
                                    settings.folder().resolve("log")));
        }
        var started = Postmaster.readFrom(data.path());
        return new Running(
                started.orElseThrow(
                        () -> new CommandFailed("PostgreSQL ended as soon as it had started.")),
                false);
    }

    private void verified() {
        try {
            var inspection = new Inspection(address);
            inspection.awaitAnswer(Duration.ofSeconds(settings.startTimeoutSeconds()));
            inspection.requireOwn(data.path());
            inspection.requireDurable();
            inspection.createDatabaseIfMissing();
        } catch (CommandFailed e) {
            if (!adopted) close();
            throw e;
        }
    }

    public Address address() {
        return address;
    }

    /** The postmaster's process number. */
    public long pid() {
        return pid;
    }

    /** Whether it ran already when this object was made. */
    public boolean adopted() {
        return adopted;
    }

    /** False once the server has ended, for whatever reason. */
    public boolean isRunning() {
        return new Postmaster(pid, address.port()).process().isPresent();
    }

    /**
     * Ends every connection and stops the server in order; stops it without a checkpoint if that
     * takes too long.
     */
    @Override
    public void close() {
        if (!isRunning()) return;
        if (!stop("fast").succeeded() && isRunning()) {
            var outcome = stop("immediate");
            if (!outcome.succeeded() && isRunning()) {
                throw new CommandFailed(
                        "PostgreSQL (process %d) does not stop: %s."
                                .formatted(pid, outcome.gist()));
            }
        }
    }

    private Programs.Outcome stop(String mode) {
        return programs.run(
                Duration.ofSeconds(settings.stopTimeoutSeconds() + 5L),
                "pg_ctl",
                List.of(
                        "stop",
                        "--wait",
                        "--mode=" + mode,
                        "--timeout=" + settings.stopTimeoutSeconds(),
                        "--pgdata=" + data.path()));
    }
}
