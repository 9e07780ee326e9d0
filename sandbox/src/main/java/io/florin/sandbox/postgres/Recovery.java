package io.florin.sandbox.postgres;

import io.florin.sandbox.terminal.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/**
 * Makes a server's data directory of a copy that was taken online.
 *
 * <p>The WAL that came with the copy is replayed by PostgreSQL in single-user mode: nobody can
 * connect before the server has a password of its own, and only then is the directory in its place.
 * The recovery ends in a new timeline, so that the WAL which this server will write has other names
 * than that of the server that was copied, in an archive, too.
 */
public final class Recovery {
    /** WAL is replayed faster than it was written, and a backup's is of the time it took. */
    private static final Duration LIMIT = Duration.ofHours(2);

    private Recovery() {}

    /**
     * Recovers the copy in {@link PostgresSettings#partialData} and moves it to {@link
     * PostgresSettings#data}.
     */
    public static void run(PostgresSettings settings) {
        var copy = settings.partialData();
        var programs = PostgresServer.programs(settings, _ -> {});
        var script = settings.folder().resolve("recovery.sql");
        try {
            var password = new DataDirectory(settings).password();
            Files.createFile(copy.resolve("recovery.signal"));
            Folders.writeSecret(
                    script,
                    "alter role %s password '%s'\n".formatted(DataDirectory.USER, password));
            var outcome =
                    programs.run(
                            LIMIT,
                            "postgres",
                            List.of(
                                    "--single",
                                    "-D",
                                    copy.toString(),
                                    // All there is came with the copy.
                                    "-c",
                                    "restore_command=false",
                                    "-c",
                                    "hot_standby=off",
                                    "postgres"),
                            script);
            requireRecovered(outcome, copy);
            Files.move(copy, settings.data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CommandFailed("Cannot recover %s: %s.".formatted(copy, e.getMessage()), e);
        } finally {
            Folders.delete(script);
        }
    }

    private static void requireRecovered(Programs.Outcome outcome, Path copy) {
        boolean isPromoted = !Files.exists(copy.resolve("recovery.signal"));
        if (outcome.succeeded() && isPromoted && !outcome.said().contains("ERROR:")) return;
        throw new CommandFailed(
                "PostgreSQL cannot recover what was copied: %s.".formatted(outcome.gist()));
    }
}
