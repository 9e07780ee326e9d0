package io.florin.k8s;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program of somebody else's that not every machine has. */
record Tool(Path program) {
    private static final long LIMIT_SECONDS = 60;

    /** How a run has ended, and what it said on both its outputs. */
    record End(int code, String said) {}

    /** Looks on the PATH. Without it the test is skipped, and says so where everybody reads it. */
    static Tool named(String name) {
        var found =
                Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(folder -> Path.of(folder, name))
                        .filter(Files::isExecutable)
                        .findFirst();
        if (found.isEmpty()) {
            var sentence = name + " is not on the PATH: what it would check is NOT CHECKED.";
            System.err.println("WARNING: " + sentence);
            Assumptions.abort(sentence);
        }
        return new Tool(found.orElseThrow());
    }

    End run(Path folder, String... arguments) {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return run(new ProcessBuilder(command).directory(folder.toFile()));
    }

    static End run(ProcessBuilder command) {
        try {
            var output = Files.createTempFile("florin-tool", ".out");
            var process = command.redirectErrorStream(true).redirectOutput(output.toFile()).start();
            try {
                if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException(command.command() + " does not end.");
                }
                var said = Files.readString(output, StandardCharsets.UTF_8);
                return new End(process.exitValue(), said);
            } finally {
                process.destroyForcibly();
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
