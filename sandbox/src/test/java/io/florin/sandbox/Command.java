package io.florin.sandbox;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A command in a process of its own, {@link StubFlorin} or the real one, and what it printed. */
final class Command implements AutoCloseable {
    private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final List<Command> STARTED = new CopyOnWriteArrayList<>();

    private final Process process;
    private final List<String> words;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private final Thread reader;

    private Command(Process process, List<String> words) {
        this.process = process;
        this.words = words;
        this.reader = Thread.ofPlatform().daemon().unstarted(this::read);
    }

    static Command run(List<String> words) throws IOException {
        return run(StubFlorin.class, words);
    }

    static Command run(Class<?> main, List<String> words) throws IOException {
        return run(main, List.of(), words);
    }

    /** With more options of the JVM. */
    static Command run(Class<?> main, List<String> options, List<String> words) throws IOException {
        return run(main, options, words, Map.of());
    }

    /** With more in the environment, which its children inherit. */
    static Command run(Class<?> main, Map<String, String> environment, List<String> words)
            throws IOException {
        return run(main, List.of(), words, environment);
    }

    private static Command run(
            Class<?> main,
            List<String> options,
            List<String> words,
            Map<String, String> environment)
            throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                QUICK_COMPILER,
                                // None lives long enough for the other to pay.
                                "-Dflorin.jvm.options=" + QUICK_COMPILER,
                                "-cp",
                                System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(words);
        var process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().putAll(environment);
        var started = new Command(process.start(), words);
        STARTED.add(started);
        started.reader.start();
        return started;
    }

    /** All that have not ended. */
    static List<Command> running() {
        STARTED.removeIf(Command::hasEnded);
        return List.copyOf(STARTED);
    }

    /** The data folder that it was given. */
    Optional<Path> data() {
        int option = words.indexOf("--data");
        return option < 0 ? Optional.empty() : Optional.of(Path.of(words.get(option + 1)));
    }

    private void read() {
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                .lines()
                .forEach(lines::add);
    }

    void awaitLine(String part) {
        await().alias(part + " in " + lines)
                .atMost(LIMIT)
                .until(() -> lines.stream().anyMatch(line -> line.contains(part)) || hasEnded());
        if (lines.stream().noneMatch(line -> line.contains(part))) {
            throw new AssertionError(part + " was not said before the end: " + lines);
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Waits until it has ended and everything it printed is read. */
    int awaitEnd() {
        return awaitEnd(LIMIT);
    }

    /** Of what takes longer than others. */
    int awaitEnd(Duration limit) {
        await().alias("the end of " + process.pid() + " after " + lines)
                .atMost(limit)
                .until(() -> hasEnded() && !reader.isAlive());
        return process.exitValue();
    }

    /** By its handle: the process's own method would close its output, too. */
    void terminate() {
        process.toHandle().destroy();
    }

    void kill() {
        process.toHandle().destroyForcibly();
    }

    /** The nodes it started: its other children are PostgreSQL and Kafka. */
    List<ProcessHandle> nodes() {
        return javas().filter(child -> !isKafka(child)).toList();
    }

    /** The broker it started. */
    ProcessHandle kafka() {
        return javas().filter(Command::isKafka).findFirst().orElseThrow();
    }

    private Stream<ProcessHandle> javas() {
        return process.children()
                .filter(child -> child.info().command().orElse("").endsWith("java"));
    }

    private static boolean isKafka(ProcessHandle child) {
        return child.info().arguments().stream()
                .flatMap(Arrays::stream)
                .anyMatch("io.florin.sandbox.kafka.KafkaMain"::equals);
    }

    private boolean hasEnded() {
        return !process.isAlive();
    }

    @Override
    public void close() {
        terminate();
        awaitEnd();
    }
}
