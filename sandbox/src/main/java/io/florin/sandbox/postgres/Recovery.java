package io.florin.sandbox.postgres;

import io.florin.sandbox.terminal.CommandFailed;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a server's data directory of a copy that was taken online.
 *
 * <p>The WAL that came with the copy, and what an archive has behind it, is replayed by PostgreSQL
 * in single-user mode: nobody can connect before the server has a password of its own, and only
 * then is the directory in its place. The recovery ends in a new timeline, so that the WAL which
 * this server will write has other names than that of the server that was copied, in an archive,
 * too.
 */
public final class Recovery {
    /** WAL is replayed faster than it was written. */
    private static final Duration LIMIT = Duration.ofHours(2);

    private static final String LAST =
            "select extract(epoch from pg_last_xact_replay_timestamp()) as replayed";
    private static final Pattern REPLAYED = Pattern.compile("replayed = \"([0-9.]+)\"");
    private static final String TARGET_MISSED = "before configured recovery target was reached";

    private Recovery() {}

    /**
     * Recovers the copy in {@link PostgresSettings#partialData} and moves it to {@link
     * PostgresSettings#data}.
     *
     * @param archive what is replayed behind the WAL that came with the copy; null for nothing
     * @return when the last transaction in it was committed, by the clock of the server that did
     */
    public static Optional<Instant> run(PostgresSettings settings, @Nullable WalArchive archive) {
        var copy = settings.partialData();
        var programs = PostgresServer.programs(settings, _ -> {});
        var script = settings.folder().resolve("recovery.sql");
        try {
            var password = new DataDirectory(settings).password();
            Files.createFile(copy.resolve("recovery.signal"));
            Folders.writeSecret(
                    script,
                    "alter role %s password '%s'\n%s\n"
                            .formatted(DataDirectory.USER, password, LAST));
            var outcome = programs.run(LIMIT, "postgres", arguments(copy, archive), script);
            requireRecovered(outcome, copy, archive);
            if (archive != null) archive.requireNothingBehind(Timeline.fork(copy));
            Files.move(copy, settings.data(), StandardCopyOption.ATOMIC_MOVE);
            return lastReplayed(outcome);
        } catch (IOException e) {
            throw new CommandFailed("Cannot recover %s: %s.".formatted(copy, e.getMessage()), e);
        } finally {
            Folders.delete(script);
        }
    }

    private static List<String> arguments(Path copy, @Nullable WalArchive archive) {
        var arguments = new ArrayList<>(List.of("--single", "-D", copy.toString()));
        arguments.addAll(
                archive == null ? List.of("-c", "restore_command=false") : archive.settings());
        arguments.addAll(List.of("-c", "hot_standby=off", "postgres"));
        return arguments;
    }

    private static void requireRecovered(
            Programs.Outcome outcome, Path copy, @Nullable WalArchive archive) {
        boolean isPromoted = !Files.exists(copy.resolve("recovery.signal"));
        if (outcome.succeeded() && isPromoted && !outcome.said().contains("ERROR:")) return;
        if (archive != null && outcome.said().contains(TARGET_MISSED)) {
            throw new CommandFailed(
                    ("%s has no write from after %s, so nothing shows that all before it is there;"
                                    + " without --until, all that it has is restored.")
                            .formatted(archive.folder(), archive.until()));
        }
        throw new CommandFailed(
                "PostgreSQL cannot recover what was copied: %s.".formatted(outcome.gist()));
    }

    private static Optional<Instant> lastReplayed(Programs.Outcome outcome) {
        var found = REPLAYED.matcher(outcome.said());
        if (!found.find()) return Optional.empty();
        long micros = new BigDecimal(found.group(1)).movePointRight(6).longValueExact();
        return Optional.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }
}
