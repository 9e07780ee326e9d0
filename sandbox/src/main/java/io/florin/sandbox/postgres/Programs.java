package io.florin.sandbox.postgres;

import io.florin.sandbox.terminal.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@code initdb} and {@code pg_ctl}. They refuse to run as root; root runs them in a user
 * namespace, where they see themselves as nobody and the files still belong to root.
 */
final class Programs {
    private final Path home;
    private final Path outputFile;

    /**
     * @param home holds {@code bin}
     * @param outputFile what the last program said; overwritten by each
     */
    Programs(Path home, Path outputFile) {
        this.home = home;
        this.outputFile = outputFile;
    }

    /** How a program ended, and everything it said. */
    record Outcome(int exitCode, String said) {
        boolean succeeded() {
            return exitCode == 0;
        }

        /** The line a person needs: the first that names an error, or the last one. */
        String gist() {
            var lines = said.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
            return lines.stream()
                    .filter(line -> line.contains("FATAL:") || line.contains("error:"))
                    .findFirst()
                    .orElse(lines.isEmpty() ? "exit code " + exitCode : lines.getLast());
        }
    }

    /** Waits at most the limit for the program; one that takes longer is killed. */
    Outcome run(Duration limit, String program, List<String> arguments) {
        return run(limit, program, arguments, Path.of("/dev/null"));
    }

    /**
     * @param input what the program reads
     */
    Outcome run(Duration limit, String program, List<String> arguments, Path input) {
        var command = new ArrayList<String>();
        if (isRoot()) command.addAll(List.of("unshare", "--user"));
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectInput(input.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(outputFile.toFile())
                            .start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new CommandFailed(
                        "PostgreSQL's %s did not end within %d s."
                                .formatted(program, limit.toSeconds()));
            }
            return new Outcome(process.exitValue(), said());
        } catch (IOException e) {
            throw new CommandFailed(
                    "Cannot run %s: %s.".formatted(command.getFirst(), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted while PostgreSQL's %s ran.".formatted(program), e);
        }
    }

    private String said() throws IOException {
        var said = Files.readString(outputFile);
        if (said.startsWith("unshare:")) {
            throw new CommandFailed(
                    "PostgreSQL refuses to run as root and this machine allows no user namespace;"
                            + " run florin as an ordinary user.");
        }
        return said;
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException e) {
            throw new CommandFailed("Cannot read /proc/self: %s.".formatted(e.getMessage()), e);
        }
    }
}
