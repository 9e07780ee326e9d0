package io.florin.sandbox;

import static org.awaitility.Awaitility.await;

import io.florin.sandbox.node.NodeAddress;
import io.florin.sandbox.node.NodeMain;
import io.florin.sandbox.postgres.Address;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A node in a process of its own that nobody starts again; it does without Kafka. */
final class Newcomer implements AutoCloseable {
    private static final String OPERATOR_KEY = "operator-key-of-this-test-only";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final NodeAddress address;
    private final Process process;
    private final Path log;

    private Newcomer(NodeAddress address, Process process, Path log) {
        this.address = address;
        this.process = process;
        this.log = log;
    }

    /**
     * @param seeds whom it asks to let it in
     * @param settings more of them, by their keys
     * @param first what stands before everything else on its classpath
     */
    static Newcomer start(
            NodeAddress address,
            Address database,
            List<NodeAddress> seeds,
            Map<String, String> settings,
            List<Path> first)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m"));
        var all = new LinkedHashMap<>(own(address, database));
        for (int i = 0; i < seeds.size(); i++) {
            all.put("pekko.cluster.seed-nodes." + i, seeds.get(i).seed());
        }
        all.putAll(settings);
        all.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add(NodeMain.class.getName());
        var log = Files.createTempFile(Path.of("target"), "newcomer", ".log");
        var process = new ProcessBuilder(command).redirectErrorStream(true);
        process.redirectOutput(log.toFile());
        var classPath = new ArrayList<>(first.stream().map(Path::toString).toList());
        classPath.add(System.getProperty("java.class.path"));
        process.environment().put("CLASSPATH", String.join(File.pathSeparator, classPath));
        return new Newcomer(address, process.start(), log);
    }

    private static Map<String, String> own(NodeAddress address, Address database) {
        var ports = address.ports();
        var settings = new LinkedHashMap<String, String>();
        settings.put("florin.database.url", database.jdbcUrl());
        settings.put("florin.database.user", database.user());
        settings.put("florin.database.password", database.password());
        settings.put("florin.http.operator-key", OPERATOR_KEY);
        settings.put("florin.identity.secret", "the secret of an installation for a test");
        settings.put("florin.kafka.bootstrap-servers", "127.0.0.1:1");
        settings.put("florin.http.host", address.host());
        settings.put("florin.http.port", Integer.toString(ports.http()));
        settings.put("florin.metrics.host", address.host());
        settings.put("florin.metrics.port", Integer.toString(ports.metrics()));
        settings.put("pekko.management.http.hostname", address.host());
        settings.put("pekko.management.http.port", Integer.toString(ports.management()));
        settings.put("pekko.remote.artery.canonical.hostname", address.host());
        settings.put("pekko.remote.artery.canonical.port", Integer.toString(ports.remoting()));
        return settings;
    }

    void awaitReady() {
        var edge = new Client(address.edge(), OPERATOR_KEY);
        await().alias("ready: " + log)
                .atMost(LIMIT)
                .until(() -> edge.isReady() || !process.isAlive());
        if (!process.isAlive()) throw new AssertionError("It ended: " + said());
    }

    int awaitEnd() {
        await().alias("the end: " + log).atMost(LIMIT).until(() -> !process.isAlive());
        return process.exitValue();
    }

    /** All that it printed. */
    String said() {
        try (var lines = Files.lines(log)) {
            return lines.collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By its handle: the process's own method would close its input, too. */
    void requestEnd() {
        process.toHandle().destroy();
    }

    @Override
    public void close() {
        requestEnd();
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
