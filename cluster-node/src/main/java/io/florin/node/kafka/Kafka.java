package io.florin.node.kafka;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.kafka.ConsumerSettings;
import org.apache.pekko.kafka.ProducerSettings;

/** One node's way to Kafka: topics, publishing, settings of consumers, and how it is. */
public final class Kafka implements AutoCloseable {
    private final KafkaSettings settings;
    private final ActorSystem<?> system;
    private final Topics topics;
    private final Publisher publisher;
    private final KafkaWatch watch;

    private Kafka(
            KafkaSettings settings,
            ActorSystem<?> system,
            Topics topics,
            Executor blocking,
            Set<String> names) {
        this.settings = settings;
        this.system = system;
        this.topics = topics;
        this.publisher = new Publisher(producers(settings, system), settings, blocking);
        this.watch =
                new KafkaWatch(
                        topics, names.stream().map(settings::named).collect(Collectors.toSet()));
    }

    /**
     * Returns at once, whether Kafka answers or not; the topics are made as soon as it does. Ends
     * with the system's coordinated shutdown, or with {@link #close}.
     *
     * @param names of topics, without the prefix
     * @param blocking threads that may wait
     * @throws IllegalArgumentException the client's settings cannot be used
     */
    public static Kafka start(
            ActorSystem<?> system, KafkaSettings settings, Set<String> names, Executor blocking) {
        var topics = new Topics(settings, LazyAdmin.of(settings));
        var kafka = new Kafka(settings, system, topics, blocking, names);
        kafka.watch.begin(settings.waits().lookEveryMillis());
        CoordinatedShutdown.get(system)
                .addTask(
                        CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
                        "kafka-close",
                        () ->
                                CompletableFuture.supplyAsync(
                                        () -> {
                                            kafka.close();
                                            return Done.getInstance();
                                        },
                                        blocking));
        return kafka;
    }

    private static ProducerSettings<String, byte[]> producers(
            KafkaSettings settings, ActorSystem<?> system) {
        var publish = settings.publish();
        return ProducerSettings.create(system, new StringSerializer(), new ByteArraySerializer())
                .withProperties(settings.client().values())
                .withBootstrapServers(settings.bootstrapServers())
                .withProperty("acks", "all")
                .withProperty("enable.idempotence", "true")
                .withProperty("linger.ms", publish.lingerMillis() + "")
                .withProperty("request.timeout.ms", settings.waits().requestTimeoutMillis() + "")
                .withProperty("max.block.ms", settings.waits().requestTimeoutMillis() + "")
                .withProperty("delivery.timeout.ms", publish.deliveryTimeoutMillis() + "");
    }

    /**
     * Of a member of the group, which is given its name without the prefix. The assignor moves only
     * the partitions that have to move; the classic protocol, because with the new one the brokers
     * alone say how soon a silent member is given up, and their default is 45 s.
     */
    public ConsumerSettings<String, byte[]> consumer(String group) {
        var consume = settings.consume();
        return ConsumerSettings.create(
                        system, new StringDeserializer(), new ByteArrayDeserializer())
                .withProperties(settings.client().values())
                .withBootstrapServers(settings.bootstrapServers())
                .withGroupId(settings.named(group))
                .withProperty("auto.offset.reset", "earliest")
                .withProperty("enable.auto.commit", "false")
                .withProperty("allow.auto.create.topics", "false")
                .withProperty("group.protocol", "classic")
                .withProperty(
                        "partition.assignment.strategy", CooperativeStickyAssignor.class.getName())
                .withProperty("session.timeout.ms", consume.sessionTimeoutMillis() + "")
                .withProperty("heartbeat.interval.ms", consume.heartbeatMillis() + "")
                .withProperty("max.poll.records", consume.maxPollRecords() + "")
                // Its default holds a drained stream back for 30 s.
                .withStopTimeout(Duration.ZERO);
    }

    /** The whole name of a topic. */
    public String topic(String name) {
        return settings.named(name);
    }

    public Topics topics() {
        return topics;
    }

    public Publisher publisher() {
        return publisher;
    }

    /** Whether the newest look found Kafka and its topics in order. */
    public boolean isGood() {
        return watch.last().good();
    }

    /** What the newest look found, in a sentence for the operator. */
    public String condition() {
        return watch.last().sentence();
    }

    @Override
    public void close() {
        watch.close();
        publisher.close();
        topics.close();
    }
}
