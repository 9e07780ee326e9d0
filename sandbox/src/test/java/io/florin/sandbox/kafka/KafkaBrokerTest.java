package io.florin.sandbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Progress;
import io.florin.sandbox.wire.Link;
import io.florin.sandbox.wire.Proxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class KafkaBrokerTest {
    private static final String TOPIC = "kept";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path folder;

    private BrokerSettings settings() {
        return BrokerSettings.at(folder);
    }

    @Test
    void whatWasProducedIsThereAfterARestartOnTheSamePort() throws Exception {
        int port;
        try (var broker = KafkaBroker.start(settings())) {
            port = broker.port();
            create(broker.address());
            produce(broker.address(), List.of("a", "b", "c"));
        }
        try (var broker = KafkaBroker.start(settings())) {
            assertThat(broker.port()).isEqualTo(port);
            assertThat(consume(broker.address(), 3)).containsExactly("a", "b", "c");
        }
    }

    /** A real process, killed twice; each start takes over what the one before has left. */
    @Test
    void whatWasAcknowledgedOutlivesSigkill() throws Exception {
        for (var round = 1; round <= 3; round++) {
            var kafka = KafkaProcess.start(settings(), Progress.silent());
            kafka.awaitServing();
            if (round == 1) create(kafka.address());
            produce(kafka.address(), List.of("round " + round));
            ProcessHandle.of(kafka.pid()).orElseThrow().destroyForcibly();
            assertThat(kafka.ended()).succeedsWithin(LIMIT);
            assertThat(kafka.obituary()).contains("ended with status 137");
        }
        try (var broker = KafkaBroker.start(settings())) {
            assertThat(consume(broker.address(), 3))
                    .containsExactly("round 1", "round 2", "round 3");
        }
    }

    /** Ctrl-C reaches it, too, and the nodes need it until they have ended. */
    @Test
    void aProcessServesUntilItsParentLetsGoOfItAndEndsInOrder() throws Exception {
        var kafka = KafkaProcess.start(settings(), Progress.silent());
        kafka.awaitServing();
        ProcessHandle.of(kafka.pid()).orElseThrow().destroy();
        create(kafka.address());
        produce(kafka.address(), List.of("still here"));
        kafka.end();
        assertThat(kafka.ended()).succeedsWithin(LIMIT);
        // Kafka's own mark of an orderly end.
        assertThat(folder.resolve("data/.kafka_cleanshutdown")).exists();
    }

    /** The broker itself says where it is: the one bootstrapped through a cable must stay on it. */
    @Test
    void whoComesByAFurtherListenerStaysOnIt() throws Exception {
        var host = InetAddress.ofLiteral("127.0.0.2");
        int port = BrokerPorts.anyFree();
        var link = new Link("client");
        try (var cable =
                        Proxy.start(
                                new InetSocketAddress(host, 0),
                                new InetSocketAddress(host, port),
                                _ -> link);
                var broker =
                        KafkaBroker.start(
                                settings()
                                        .with(
                                                List.of(
                                                        new Listener(
                                                                "127.0.0.2",
                                                                port,
                                                                cable.port()))))) {
            create(broker.address());
            stayOn(link, "127.0.0.2:" + cable.port(), broker.address());
            assertThat(consume(broker.address(), 3)).containsExactly("before", "beside", "late");
        }
    }

    private static void stayOn(Link link, String further, String ordinary) throws Exception {
        Map<String, Object> properties = Map.of("bootstrap.servers", further);
        try (var producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, "before"))
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            link.cut();
            var late = producer.send(new ProducerRecord<>(TOPIC, "late"));
            produce(ordinary, List.of("beside"));
            assertThatThrownBy(() -> late.get(500, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
            link.mend();
            assertThat(late.get(LIMIT.toSeconds(), TimeUnit.SECONDS).offset()).isEqualTo(2);
        }
    }

    @Test
    void aFurtherListenerIsForThisMachineAlone() {
        assertThat(Listener.of("127.0.0.2:7:8")).isEqualTo(new Listener("127.0.0.2", 7, 8));
        assertThatThrownBy(() -> new Listener("0.0.0.0", 7, 8))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTakenPortIsOneSentence() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var settings = settings().on(taken.getLocalPort());
            assertThatThrownBy(() -> KafkaBroker.start(settings))
                    .isInstanceOf(CommandFailed.class)
                    .hasMessage(
                            "Port %d on 127.0.0.1 is taken and Kafka needs it; end what uses it.",
                            taken.getLocalPort());
            assertThatThrownBy(() -> KafkaProcess.start(settings, Progress.silent()))
                    .isInstanceOf(CommandFailed.class);
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsOneSentence() throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> KafkaBroker.start(BrokerSettings.at(file.resolve("kafka"))))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    void aFolderWithSomethingElseInItIsOneSentence() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/meta.properties"), "version=7\n");
        var kafka = KafkaProcess.start(settings(), Progress.silent());
        assertThatThrownBy(kafka::awaitServing)
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("ended with status 1: Kafka does not start in " + folder);
    }

    private static void create(String address) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", address))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
                    .all()
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static void produce(String address, List<String> values) throws Exception {
        Map<String, Object> properties = Map.of("bootstrap.servers", address);
        try (var producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            for (var value : values) {
                producer.send(new ProducerRecord<>(TOPIC, value))
                        .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    private static List<String> consume(String address, int count) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", address, "auto.offset.reset", "earliest");
        var values = new ArrayList<String>();
        try (var consumer =
                new KafkaConsumer<>(
                        properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
            long begun = System.nanoTime();
            while (values.size() < count && System.nanoTime() - begun < LIMIT.toNanos()) {
                consumer.poll(Duration.ofMillis(200)).forEach(found -> values.add(found.value()));
            }
        }
        return values;
    }
}
