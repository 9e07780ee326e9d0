package io.florin.sandbox.kafka;

import io.florin.sandbox.node.ClassArchive;
import io.florin.sandbox.node.Leftovers;
import io.florin.sandbox.postgres.Folders;
import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A broker in a process of its own, as its parent sees it. It ends with its parent, by whatever
 * signal, and the next start on its folder waits for that.
 */
public final class KafkaProcess {
    private static final List<String> FLAGS =
            List.of(
                    "--sun-misc-unsafe-memory-access=allow",
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:+UseCompactObjectHeaders");

    private final BrokerSettings settings;
    private final int port;
    private final Process process;
    private final ClassArchive archive;

    /** Whether it has said that it serves; false: it ended, or was silent for too long. */
    private final CompletableFuture<Boolean> serving;

    private KafkaProcess(
            BrokerSettings settings, ChosenPort chosen, Process process, ClassArchive archive) {
        this.archive = archive;
        this.settings = settings;
        this.port = chosen.port();
        this.process = process;
        serving =
                CompletableFuture.supplyAsync(
                                this::saidAddress, Thread.ofVirtual().name("kafka-said")::start)
                        .completeOnTimeout(false, settings.startTimeoutSeconds(), TimeUnit.SECONDS);
        var _ = serving.whenComplete((_, _) -> chosen.close());
    }

    /**
     * Starts the broker and returns at once; {@link #awaitServing} waits for it.
     *
     * @throws CommandFailed with a sentence: port taken, folder not writable
     */
    public static KafkaProcess start(BrokerSettings settings, Progress progress) {
        Folders.makeWritable(settings.folder());
        var leftovers = leftovers(settings);
        leftovers.end(progress);
        var archive =
                ClassArchive.in(settings.folder().resolveSibling("binaries"), "kafka", FLAGS, true);
        try {
            var chosen = BrokerPorts.choose(settings);
            try {
                var process = process(settings, chosen.port(), archive);
                var _ = process.onExit().thenRun(archive::forget);
                leftovers.record("kafka", process.toHandle());
                return new KafkaProcess(settings, chosen, process, archive);
            } catch (IOException | RuntimeException e) {
                chosen.close();
                throw e;
            }
        } catch (IOException e) {
            throw new CommandFailed(
                    "Kafka's folder %s cannot be used: %s."
                            .formatted(settings.folder(), e.getMessage()),
                    e);
        }
    }

    private static Process process(BrokerSettings settings, int port, ClassArchive archive)
            throws IOException {
        var builder =
                new ProcessBuilder(command(settings, port, archive))
                        .redirectError(log(settings).toFile());
        // Not an argument: it is longer than what process listings show of a command line.
        builder.environment().put("CLASSPATH", archive.classPath());
        return builder.start();
    }

    /** Ends a broker that a killed parent has left in this folder. */
    public static Leftovers leftovers(BrokerSettings settings) {
        return new Leftovers(settings.folder(), "Kafka");
    }

    private static List<String> command(BrokerSettings settings, int port, ClassArchive archive) {
        var command = new ArrayList<String>();
        command.add(ClassArchive.java());
        command.addAll(archive.options());
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Xmx" + settings.heapMebibytes() + "m",
                        "-Dlogback.configurationFile=kafka-logback.xml",
                        KafkaMain.class.getName(),
                        settings.folder().toString(),
                        Integer.toString(port)));
        settings.listeners().forEach(listener -> command.add(listener.word()));
        return command;
    }

    private boolean saidAddress() {
        try {
            return process.inputReader().readLine() != null;
        } catch (IOException _) {
            return false; // It has ended; its exit status and its log say why.
        }
    }

    /**
     * Waits until clients are served.
     *
     * @throws CommandFailed when the process ends before, or the limit passes
     */
    public void awaitServing() {
        try {
            if (serving.get(settings.startTimeoutSeconds() + 1L, TimeUnit.SECONDS)) {
                archive.makeOfLoaded();
                return;
            }
            if (process.waitFor(1, TimeUnit.SECONDS)) throw new CommandFailed(obituary());
            throw tooLate();
        } catch (ExecutionException | TimeoutException _) {
            throw tooLate();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted while Kafka started.", e);
        }
    }

    private CommandFailed tooLate() {
        return new CommandFailed(
                "Kafka does not serve after %d s; its log is %s."
                        .formatted(settings.startTimeoutSeconds(), log(settings)));
    }

    /** What clients call bootstrap.servers. */
    public String address() {
        return BrokerPorts.HOST + ":" + port;
    }

    public long pid() {
        return process.pid();
    }

    /** Completes when the process has ended. */
    public CompletableFuture<KafkaProcess> ended() {
        return process.onExit().thenApply(_ -> this);
    }

    /** How it ended, with the last thing it said. */
    public String obituary() {
        return "Kafka (process %d) ended with status %d: %s (its log is %s)."
                .formatted(process.pid(), process.exitValue(), lastWords(), log(settings));
    }

    private String lastWords() {
        try {
            return Files.readAllLines(log(settings)).reversed().stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("at "))
                    .findFirst()
                    .orElse("it said nothing");
        } catch (IOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
    }

    /** Ends it without a word. */
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Lets go of it, so that it stops in order; kills it when that takes too long. */
    public void end() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(settings.stopTimeoutSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException _) {
            process.destroyForcibly(); // Its end of the pipe is broken: it ends already.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private static Path log(BrokerSettings settings) {
        return settings.folder().resolve("kafka.log");
    }
}
