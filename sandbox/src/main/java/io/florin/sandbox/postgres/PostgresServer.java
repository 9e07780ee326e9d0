package io.florin.sandbox.postgres;

import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One running PostgreSQL on 127.0.0.1, and the promise that what it answers is on the disk.
 *
 * <p>The server is a process of its own and outlives a JVM that is killed. The next start on the
 * same folder adopts it, after the same look at its settings; whoever closes this object stops it.
 */
public final class PostgresServer implements AutoCloseable {
    private final PostgresSettings settings;
    private final Address address;
    private final long pid;
    private final boolean adopted;

    private PostgresServer(PostgresSettings settings, Address address, Running running) {
        this.settings = settings;
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
        var programs = programs(settings, progress);
        try {
            var password = data.password();
            data.prepare(programs, progress);
            var running = adoptOrStart(settings, data, programs, progress);
            var address = new Address(running.postmaster().port(), DataDirectory.USER, password);
            var server = new PostgresServer(settings, address, running);
            server.verify(data);
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
        return new Running(startNew(settings, data, programs), false);
    }

    private static Postmaster startNew(
            PostgresSettings settings, DataDirectory data, Programs programs) throws IOException {
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
            var said = Files.exists(data.logFile()) ? Files.readString(data.logFile()) : "";
            var gist = new Programs.Outcome(outcome.exitCode(), said + outcome.said()).gist();
            throw new CommandFailed(
                    "PostgreSQL does not start: %s (more in %s)."
                            .formatted(gist, settings.folder().resolve("log")));
        }
        return Postmaster.readFrom(data.path())
                .orElseThrow(
                        () -> new CommandFailed("PostgreSQL ended as soon as it had started."));
    }

    private void verify(DataDirectory data) {
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

    /** Ends every session of the clients of its database, and returns how many there were. */
    public int endSessions() {
        return new Inspection(address).endSessions();
    }

    /** The postmaster's process number. */
    public long pid() {
        return pid;
    }

    /** Whether it ran already when this object was made. */
    public boolean adopted() {
        return adopted;
    }

    /**
     * Whether some server serves this folder now: this one, or one that was started by hand since.
     */
    public boolean isRunning() {
        return runsIn(settings);
    }

    /** Whether a server serves this folder. */
    public static boolean runsIn(PostgresSettings settings) {
        var data = new DataDirectory(settings);
        try {
            return Postmaster.readFrom(data.path()).flatMap(Postmaster::process).isPresent();
        } catch (IOException e) {
            throw new CommandFailed(
                    "Cannot read %s: %s.".formatted(data.path(), e.getMessage()), e);
        }
    }

    /** Completes when the server that answered at the start has ended, for whatever reason. */
    public CompletableFuture<PostgresServer> ended() {
        return ProcessHandle.of(pid)
                .map(process -> process.onExit().thenApply(_ -> this))
                .orElseGet(() -> CompletableFuture.completedFuture(this));
    }

    /**
     * Ends every connection and stops the server in order; stops it without a checkpoint if that
     * takes too long.
     */
    @Override
    public void close() {
        stopIn(settings, Progress.silent());
    }

    /** Stops whichever server serves this folder without a checkpoint, as a crash would. */
    public static void crashIn(PostgresSettings settings) {
        var outcome = stop(settings, "immediate", Progress.silent());
        if (!outcome.succeeded()) {
            throw new CommandFailed("PostgreSQL does not stop: %s.".formatted(outcome.gist()));
        }
    }

    /** Stops whichever server serves this folder; none is fine. */
    public static void stopIn(PostgresSettings settings, Progress progress) {
        if (!runsIn(settings)) return;
        if (stop(settings, "fast", progress).succeeded() || !runsIn(settings)) return;
        var outcome = stop(settings, "immediate", progress);
        if (!outcome.succeeded() && runsIn(settings)) {
            throw new CommandFailed(
                    "PostgreSQL in %s does not stop: %s."
                            .formatted(settings.folder(), outcome.gist()));
        }
    }

    private static Programs.Outcome stop(
            PostgresSettings settings, String mode, Progress progress) {
        return programs(settings, progress)
                .run(
                        Duration.ofSeconds(settings.stopTimeoutSeconds() + 5L),
                        "pg_ctl",
                        List.of(
                                "stop",
                                "--wait",
                                "--mode=" + mode,
                                "--timeout=" + settings.stopTimeoutSeconds(),
                                "--pgdata=" + new DataDirectory(settings).path()));
    }

    /** Of the programs that are carried: the files of another one are not theirs to read. */
    public static int majorVersion() {
        return DataDirectory.MAJOR_VERSION;
    }

    static Programs programs(PostgresSettings settings, Progress progress) {
        return new Programs(
                Binaries.unpackedIn(settings.binariesFolder(), progress),
                settings.folder().resolve("program.log"));
    }
}
