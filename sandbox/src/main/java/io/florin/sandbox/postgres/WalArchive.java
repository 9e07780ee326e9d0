package io.florin.sandbox.postgres;

import io.florin.sandbox.terminal.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The WAL that a server has put into a folder since a backup, and how much of it is wanted.
 *
 * @param until what was committed later is left out; null for all there is
 */
public record WalArchive(Path folder, @Nullable Instant until) {
    /** Timeline, and the place in it in two numbers. */
    private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{24}");

    private static final long SEGMENT_BYTES = 16 << 20;

    /** Reads what a person said. */
    public static WalArchive of(String folder, @Nullable String until) {
        var path = Path.of(folder).toAbsolutePath().normalize();
        if (!Files.isDirectory(path)) {
            throw new CommandFailed("--wal: %s is no folder.".formatted(path));
        }
        var archive = new WalArchive(path, until == null ? null : time(until));
        if (archive.segments().isEmpty()) {
            throw new CommandFailed("--wal: %s has no WAL in it.".formatted(path));
        }
        return archive;
    }

    private static Instant time(String text) {
        try {
            // PostgreSQL counts in microseconds, and would round up.
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw new CommandFailed(
                    ("--until needs a time with its zone, such as 2026-11-26T11:59:00Z, and %s is"
                                    + " none.")
                            .formatted(text),
                    e);
        }
    }

    private List<String> segments() {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> SEGMENT.matcher(name).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CommandFailed("--wal: %s cannot be read: %s.".formatted(folder, e), e);
        }
    }

    /** For a server that recovers. */
    List<String> settings() {
        var path = folder.toString().replace("'", "'\\''").replace("%", "%%");
        var restore = "restore_command=cp '%s/%%f' '%%p'".formatted(path);
        if (until == null) return List.of("-c", restore);
        // On a command line PostgreSQL does not know what Z means yet.
        var target = "recovery_target_time=" + until.toString().replace("Z", "+00");
        return List.of("-c", restore, "-c", target, "-c", "recovery_target_action=promote");
    }

    /**
     * Where a segment is missing PostgreSQL ends its replay as if it were the last one: then the
     * folder has more than was replayed.
     *
     * @param end how far it came
     */
    void requireNothingBehind(Timeline.Fork end) {
        if (until != null) return; // A commit after that time was seen.
        behind(end)
                .ifPresent(segment -> {
                    throw new CommandFailed(
                            ("The WAL in %s could be read to %s only, and yet %s is there: what"
                                 + " lies between is missing or damaged; --until gets what is"
                                 + " before it.")
                                    .formatted(folder, end.lsn(), segment));
                });
    }

    /**
     * What the folder has and no restore from it gets, a sentence each: PostgreSQL follows the
     * newest timeline, and so leaves an older one where that began.
     */
    public List<String> left() {
        try {
            return Timeline.forks(folder).stream()
                    .filter(this::goesOn)
                    .map(fork ->
                            ("Timeline %d goes on in %s behind %s, where a recovery left it: what"
                                            + " was acknowledged there is not in this restore.")
                                    .formatted(fork.timeline(), folder, fork.lsn()))
                    .toList();
        } catch (IOException e) {
            throw new CommandFailed("--wal: %s cannot be read: %s.".formatted(folder, e), e);
        }
    }

    private boolean goesOn(Timeline.Fork fork) {
        return segments().stream()
                .filter(name -> Long.parseLong(name.substring(0, 8), 16) == fork.timeline())
                .anyMatch(name -> start(name) >= fork.position());
    }

    private Optional<String> behind(Timeline.Fork end) {
        return segments().stream()
                .filter(name -> Long.parseLong(name.substring(0, 8), 16) >= end.timeline())
                .filter(name -> start(name) >= end.position())
                .findFirst();
    }

    private static long start(String segment) {
        long high = Long.parseLong(segment.substring(8, 16), 16);
        return (high << 32) + Long.parseLong(segment.substring(16), 16) * SEGMENT_BYTES;
    }
}
