package io.florin.sandbox.node;

import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Which processes an earlier start left behind: a parent that was killed cannot end its nodes, and
 * they need a moment to notice. A process is known by its number and the instant it began, since
 * numbers are used again.
 */
public final class Leftovers {
    private static final Duration GRACE = Duration.ofSeconds(25);

    private final Path folder;
    private final String what;

    /**
     * Of one kind of process.
     *
     * @param what a person calls such a process
     */
    public Leftovers(Path folder, String what) {
        this.folder = folder;
        this.what = what;
    }

    /** For the next start. */
    public void record(String name, ProcessHandle process) throws IOException {
        var began = process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
        Files.writeString(folder.resolve(name + ".pid"), process.pid() + " " + began + "\n");
    }

    /** Waits for every recorded process that still lives; kills it when the grace is over. */
    public void end(Progress progress) {
        if (!Files.isDirectory(folder)) return;
        for (var file : pidFiles()) {
            try {
                recorded(file).ifPresent(process -> end(process, progress));
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new CommandFailed("Cannot read %s: %s.".formatted(file, e.getMessage()), e);
            }
        }
    }

    /** What was recorded under this name, if it still lives. */
    public Optional<ProcessHandle> find(String name) {
        var file = folder.resolve(name + ".pid");
        try {
            return Files.exists(file) ? recorded(file) : Optional.empty();
        } catch (IOException e) {
            throw new CommandFailed("Cannot read %s: %s.".formatted(file, e.getMessage()), e);
        }
    }

    private static Optional<ProcessHandle> recorded(Path file) throws IOException {
        var words = Files.readString(file).strip().split(" ", 2);
        return ProcessHandle.of(Long.parseLong(words[0]))
                .filter(process -> began(process) == Long.parseLong(words[1]));
    }

    private List<Path> pidFiles() {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".pid")).toList();
        } catch (IOException e) {
            throw new CommandFailed("Cannot read %s: %s.".formatted(folder, e.getMessage()), e);
        }
    }

    private static long began(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
    }

    private void end(ProcessHandle process, Progress progress) {
        if (!process.isAlive()) return;
        progress.say(
                "Ending %s, which an earlier start left behind (process %d)."
                        .formatted(what, process.pid()));
        process.destroy();
        try {
            process.onExit().get(GRACE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            process.destroyForcibly();
        } catch (ExecutionException e) {
            throw new CommandFailed("Cannot end process " + process.pid() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
