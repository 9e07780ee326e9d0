package io.florin.node.kafka;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * The one Kafka of this JVM: a real broker, its files under {@code target/}; it ends with the JVM.
 * Stopped and started again, it keeps its port and its data. Tests take names of their own.
 */
public final class KafkaServer {
    private static final KafkaServer SHARED = new KafkaServer();
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private @Nullable KafkaRaftServer running;
    private @Nullable Path data;
    private int port;

    private KafkaServer() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::remove, "kafka-remover"));
    }

    /** The server, started if it is not running. */
    public static KafkaServer shared() {
        SHARED.start();
        return SHARED;
    }

    /** What clients call bootstrap.servers. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** A node's settings of this server, with a prefix of their own; more of them win. */
    public Config config(String more) {
        return ConfigFactory.parseString(more)
                .withFallback(
                        ConfigFactory.parseString(
                                """
                                florin.kafka.bootstrap-servers = "%s"
                                florin.kafka.name-prefix = "test-%d"
                                """
                                        .formatted(address(), PREFIXES.incrementAndGet())))
                .withFallback(ConfigFactory.load());
    }

    /** Does nothing if it runs. */
    public synchronized void start() {
        if (running != null) return;
        try {
            if (data == null) {
                var target = Files.createDirectories(Path.of("target").toAbsolutePath());
                data = Files.createTempDirectory(target, "kafka-");
                format(data);
                port = freePort();
            }
            var server = new KafkaRaftServer(new KafkaConfig(properties(data), false), Time.SYSTEM);
            server.startup();
            running = server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does nothing if it does not run. */
    public synchronized void stop() {
        if (running == null) return;
        running.shutdown();
        running.awaitShutdown();
        running = null;
    }

    private static void format(Path data) {
        try {
            new Formatter()
                    .setPrintStream(
                            new PrintStream(
                                    OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .addDirectory(data.toString())
                    .setMetadataLogDirectory(data.toString())
                    .setControllerListenerName("CONTROLLER")
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("Kafka's folder cannot be made: " + data, e);
        }
    }

    private Map<String, String> properties(Path data) throws IOException {
        var text =
                """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                log.dirs=%3$s
                auto.create.topics.enable=false
                group.initial.rebalance.delay.ms=0
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                log.cleaner.dedupe.buffer.size=4194304
                log.index.size.max.bytes=1048576
                """
                        .formatted(port, freePort(), data);
        return text.lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void remove() {
        stop();
        if (data == null) return;
        try (Stream<Path> files = Files.walk(data)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
