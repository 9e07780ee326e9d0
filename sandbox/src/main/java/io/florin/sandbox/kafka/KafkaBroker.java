package io.florin.sandbox.kafka;

import io.florin.sandbox.postgres.Folders;
import io.florin.sandbox.terminal.CommandFailed;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Kafka broker, its own controller, inside this process on 127.0.0.1. Closed and started again
 * on the same folder, it has the same records and, if nobody took it, the same port.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final int NODE = 1;
    private static final String CONTROLLER = "CONTROLLER";

    private final KafkaRaftServer server;
    private final int port;

    private KafkaBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Returns when it serves.
     *
     * @throws CommandFailed with a sentence: port taken, folder not writable or in use
     */
    public static KafkaBroker start(BrokerSettings settings) {
        Folders.makeWritable(settings.folder());
        try (var chosen = BrokerPorts.choose(settings)) {
            int port = chosen.port();
            var data = settings.folder().resolve("data");
            formatOnce(data);
            var properties = properties(data);
            properties.putAll(listeners(port, BrokerPorts.anyFree(), settings.listeners()));
            var config = new KafkaConfig(properties, false);
            var server = new KafkaRaftServer(config, Time.SYSTEM);
            startOrShutDown(server);
            return new KafkaBroker(server, port);
        } catch (Exception e) {
            if (e instanceof CommandFailed failed) throw failed;
            throw new CommandFailed(
                    "Kafka does not start in %s: %s."
                            .formatted(settings.folder(), withoutFullStop(e)),
                    e);
        }
    }

    /** What has begun keeps the folder locked. */
    private static void startOrShutDown(KafkaRaftServer server) {
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
    }

    /** Its mark, meta.properties, is written last: what was torn in the middle is done again. */
    private static void formatOnce(Path data) throws Exception {
        if (Files.exists(data.resolve("meta.properties"))) return;
        Files.createDirectories(data);
        new Formatter()
                .setPrintStream(
                        new PrintStream(
                                OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(NODE)
                .addDirectory(data.toString())
                .setMetadataLogDirectory(data.toString())
                .setControllerListenerName(CONTROLLER)
                .run();
    }

    /** Kafka knows by the listener that a client came by where to send it. */
    private static Map<String, String> listeners(
            int port, int controllerPort, List<Listener> further) {
        var controller = BrokerPorts.HOST + ":" + controllerPort;
        var clients = "PLAINTEXT://" + BrokerPorts.HOST + ":" + port;
        var bound = new ArrayList<>(List.of(clients, CONTROLLER + "://" + controller));
        var advertised = new ArrayList<>(List.of(clients));
        var protocols = new ArrayList<>(List.of("PLAINTEXT:PLAINTEXT", CONTROLLER + ":PLAINTEXT"));
        for (var listener : further) {
            var name = "FURTHER_" + advertised.size();
            bound.add(listener.bound(name));
            advertised.add(listener.advertised(name));
            protocols.add(name + ":PLAINTEXT");
        }
        return Map.of(
                "controller.quorum.voters", NODE + "@" + controller,
                "controller.listener.names", CONTROLLER,
                "listeners", String.join(",", bound),
                "advertised.listeners", String.join(",", advertised),
                "listener.security.protocol.map", String.join(",", protocols));
    }

    private static Map<String, String> properties(Path data) {
        var properties = new HashMap<String, String>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", NODE + "");
        properties.put("log.dirs", data.toString());
        properties.put("auto.create.topics.enable", "false");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "2");
        properties.put("background.threads", "2");
        properties.put("log.segment.bytes", (64 << 20) + "");
        properties.put("log.index.size.max.bytes", (1 << 20) + "");
        // The default is 128 MiB of heap; its one thread needs more than one.
        properties.put("log.cleaner.dedupe.buffer.size", (4 << 20) + "");
        return properties;
    }

    private static String withoutFullStop(Exception e) {
        var said = e.getMessage() == null ? e.toString() : e.getMessage();
        return said.endsWith(".") ? said.substring(0, said.length() - 1) : said;
    }

    /** What clients call bootstrap.servers. */
    public String address() {
        return BrokerPorts.HOST + ":" + port;
    }

    public int port() {
        return port;
    }

    /** Stops in order: everything is on the disk, and the folder and the port are free again. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
