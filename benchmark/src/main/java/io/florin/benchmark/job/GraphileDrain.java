package io.florin.benchmark.job;

import io.florin.benchmark.measure.Contender;
import io.florin.benchmark.measure.CpuTime;
import io.florin.benchmark.measure.Sample;
import io.florin.benchmark.server.BenchServer;
import io.florin.benchmark.server.BenchServer.Database;
import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * graphile-worker in a Node process of its own, each run a new one, installed into a temporary
 * folder. It says itself how long it took from its first task to the last.
 */
final class GraphileDrain implements Contender {
    /** The newest that runs on every Node this may meet: 0.17 and later want Node 22. */
    private static final String PACKAGE = "graphile-worker@0.16.6";

    private static final long LIMIT_SECONDS = 180;
    private static final String SCRIPT = "graphile.mjs";

    private final Path folder;
    private final int jobs;
    private final BenchServer server;
    private final Database database;

    private GraphileDrain(Path folder, int jobs, BenchServer server) {
        this.folder = folder;
        this.jobs = jobs;
        this.server = server;
        this.database = server.create("graphile");
    }

    /** Empty, and said why, where there is no Node or its registry is not to be had. */
    static Optional<GraphileDrain> install(int jobs, BenchServer server, Progress progress) {
        var folder = server.folder("graphile");
        try (InputStream script = GraphileDrain.class.getResourceAsStream(SCRIPT)) {
            Files.createDirectories(folder);
            if (script == null) throw new IOException(SCRIPT + " is missing");
            Files.write(folder.resolve(SCRIPT), script.readAllBytes());
            Files.writeString(folder.resolve("package.json"), "{\"private\": true}");
            run(folder, List.of("npm", "install", "--no-audit", "--no-fund", PACKAGE));
            return Optional.of(new GraphileDrain(folder, jobs, server));
        } catch (IOException | CommandFailed e) {
            progress.say("  graphile-worker is not measured: " + e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return PACKAGE + ", concurrency 50";
    }

    @Override
    public Sample run(Duration length) {
        node("enqueue");
        database.run("vacuum analyze");
        server.checkpoint();
        var before = server.meter().read();
        var said = node("drain").strip().split(" ", -1);
        var cpu = server.meter().read().minus(before);
        // The Node process's own time stands where the JVM's does.
        long nodeNanos = Long.parseLong(said[1]) * 1_000;
        long elapsed = Long.parseLong(said[0]);
        return new Sample(jobs, elapsed, new CpuTime(nodeNanos, cpu.postgresNanos()));
    }

    private String node(String what) {
        var address = database.address();
        var url =
                "postgres://%s:%s@127.0.0.1:%d/%s"
                        .formatted(
                                address.user(),
                                address.password(),
                                address.port(),
                                database.name());
        try {
            return run(folder, List.of("node", SCRIPT, what, url, Integer.toString(jobs)));
        } catch (IOException e) {
            throw new CommandFailed("Node cannot be run: " + e.getMessage() + ".", e);
        }
    }

    private static String run(Path folder, List<String> command) throws IOException {
        var errors = folder.resolve("errors.txt");
        var process =
                new ProcessBuilder(new ArrayList<>(command))
                        .directory(folder.toFile())
                        .redirectError(errors.toFile())
                        .redirectOutput(folder.resolve("said.txt").toFile())
                        .start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new CommandFailed(command.getFirst() + " did not end.");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.", e);
        }
        var said = Files.readString(folder.resolve("said.txt"), StandardCharsets.UTF_8);
        if (process.exitValue() == 0) return said;
        throw new CommandFailed(
                "%s failed: %s".formatted(command.getFirst(), Files.readString(errors).strip()));
    }

    @Override
    public void close() {
        server.drop(database);
    }
}
