package io.florin.sandbox.node;

import io.florin.sandbox.terminal.CommandFailed;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One running node, as its parent sees it. */
public final class NodeProcess {
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(2);
    private static final Duration PROBE_PAUSE = Duration.ofMillis(100);

    private final NodeAddress address;
    private final Process process;
    private final Path log;
    private final ClassArchive archive;

    private NodeProcess(NodeAddress address, Process process, Path log, ClassArchive archive) {
        this.archive = archive;
        this.address = address;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a node and returns at once.
     *
     * @param folder gets the node's log (the one before it is kept) and its entry for the next
     *     start
     */
    public static NodeProcess start(NodeAddress address, NodeCommand command, Path folder) {
        var log = folder.resolve(address.host() + ".log");
        var archive = command.archive(folder.resolveSibling("binaries"));
        try {
            Files.createDirectories(folder);
            if (Files.exists(log)) {
                Files.move(
                        log,
                        folder.resolve(address.host() + ".previous.log"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            var process =
                    command.forNode(address, archive)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            leftovers(folder).record(address.host(), process.toHandle());
            var _ = process.onExit().thenRun(archive::forget);
            return new NodeProcess(address, process, log, archive);
        } catch (IOException e) {
            throw new CommandFailed(
                    "Cannot start the node at %s: %s.".formatted(address.host(), e.getMessage()),
                    e);
        }
    }

    /** Nodes that a killed parent has left behind. */
    public static Leftovers leftovers(Path folder) {
        return new Leftovers(folder, "a node");
    }

    public NodeAddress address() {
        return address;
    }

    public long pid() {
        return process.pid();
    }

    /** Completes when the process has ended. */
    public CompletableFuture<NodeProcess> ended() {
        return process.onExit().thenApply(_ -> this);
    }

    /**
     * Waits until {@code GET /ready} of its management is 200.
     *
     * @throws CommandFailed when the process ends before, or the limit passes
     */
    public void awaitReady(Duration limit) {
        var begun = System.nanoTime();
        try (var client = HttpClient.newBuilder().connectTimeout(PROBE_LIMIT).build()) {
            while (!isReady(client)) {
                if (process.waitFor(PROBE_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new CommandFailed(obituary());
                }
                if (System.nanoTime() - begun > limit.toNanos()) {
                    throw new CommandFailed(
                            "The node at %s is not ready after %d s; its log is %s."
                                    .formatted(address.host(), limit.toSeconds(), log));
                }
            }
            archive.makeOfLoaded();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted while the node started.", e);
        }
    }

    /** Whether {@code GET /health/ready} is 200 now. */
    public boolean isReady() {
        try (var client = HttpClient.newBuilder().connectTimeout(PROBE_LIMIT).build()) {
            return process.isAlive() && isReady(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted while a node was asked.", e);
        }
    }

    private boolean isReady(HttpClient client) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(address.management().resolve("/ready"))
                        .timeout(PROBE_LIMIT)
                        .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false; // Nobody listens yet.
        }
    }

    /** Of one that has ended; 128 and the signal's number where a signal ended it. */
    public int status() {
        return process.exitValue();
    }

    /** How it ended, with the last thing it said. */
    public String obituary() {
        return "The node at %s (process %d) ended with status %d: %s (its log is %s)."
                .formatted(address.host(), process.pid(), process.exitValue(), lastWords(), log);
    }

    private String lastWords() {
        try {
            var lines = Files.readAllLines(log);
            return lines.reversed().stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("at "))
                    .findFirst()
                    .orElse("it said nothing");
        } catch (IOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
    }

    /** Asks the process to end in order; the caller waits with {@link #awaitEnd}. */
    public void requestEnd() {
        // By its handle: the process's own method closes its input, which means something else.
        process.toHandle().destroy();
    }

    /** Ends it without a word. */
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Waits, and kills what has not ended within the limit. */
    public void awaitEnd(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
