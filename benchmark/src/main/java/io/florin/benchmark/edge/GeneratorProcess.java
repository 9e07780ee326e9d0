package io.florin.benchmark.edge;

import io.florin.benchmark.engine.Load;
import io.florin.sandbox.terminal.CommandFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A {@link Generator} under orders from here. It ends when nobody gives orders any more. */
final class GeneratorProcess implements AutoCloseable {
    private final Process process;
    private final PrintStream orders;
    private final BufferedReader answers;
    private final Path folder;

    private GeneratorProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    static GeneratorProcess start() {
        try {
            var builder =
                    new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-XX:+UseSerialGC",
                            "-Xmx128m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Generator.class.getName());
            var process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            return new GeneratorProcess(process, Files.createTempDirectory("florin-generator"));
        } catch (IOException e) {
            throw new CommandFailed(
                    "The load generator does not start: " + e.getMessage() + ".", e);
        }
    }

    /** The place of these requests, each a path, a tabulator and a header or nothing. */
    Path write(String name, List<String> requests) {
        try {
            return Files.write(folder.resolve(name), requests);
        } catch (IOException e) {
            throw new CommandFailed("The requests cannot be written: " + e.getMessage() + ".", e);
        }
    }

    /** Sends the requests again and again for so long; every answer must be 200. */
    Load.Outcome call(int port, int connections, Path requests, Duration length) {
        orders.printf("%d %d %d %s%n", port, connections, length.toMillis(), requests);
        try {
            String answer = answers.readLine();
            if (answer == null) throw new CommandFailed("The load generator has ended.");
            if (answer.startsWith("!")) throw new CommandFailed("The edge answers " + answer);
            String[] words = answer.split(" ", 2);
            return new Load.Outcome(Long.parseLong(words[0]), Long.parseLong(words[1]));
        } catch (IOException e) {
            throw new CommandFailed("The load generator does not answer: " + e + ".", e);
        }
    }

    @Override
    public void close() {
        orders.close();
        process.destroy();
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) Files.delete(file);
            Files.delete(folder);
        } catch (IOException e) {
            throw new CommandFailed("The requests cannot be removed: " + e.getMessage() + ".", e);
        }
    }
}
