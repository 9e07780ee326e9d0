package io.florin.node.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.kafka.CommitterSettings;
import org.apache.pekko.kafka.Subscriptions;
import org.apache.pekko.kafka.javadsl.Committer;
import org.apache.pekko.kafka.javadsl.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real broker, stopped and started again on its port and its data. */
@Timeout(300)
class KafkaTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TOPIC = "jobs.ai";

    private static final KafkaServer SERVER = KafkaServer.shared();
    private static ActorTestKit kit;
    private static ExecutorService blocking;
    private static Admin admin;

    private Config config;
    private Kafka kafka;

    @BeforeAll
    static void begin() {
        kit = ActorTestKit.create(SERVER.config(ALONE));
        blocking = Executors.newVirtualThreadPerTaskExecutor();
        admin = Admin.create(Map.of("bootstrap.servers", SERVER.address()));
    }

    private static final String ALONE =
            """
            pekko.actor.provider = local
            pekko.coordinated-shutdown.exit-jvm = off
            pekko.loglevel = WARNING
            """;

    @AfterAll
    static void end() {
        kit.shutdownTestKit();
        blocking.shutdown();
        admin.close(Duration.ZERO);
    }

    @BeforeEach
    void open() {
        SERVER.start();
        config = SERVER.config("florin.kafka.topics.partitions = 3");
        kafka = Kafka.start(kit.system(), KafkaSettings.from(config), Set.of(TOPIC), blocking);
    }

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void theTopicsAreMadeAsTheSettingsSay() throws Exception {
        awaitGood();
        assertThat(partitions()).isEqualTo(3);
        assertThat(retention()).isEqualTo(Duration.ofDays(1).toMillis() + "");
        var longer = settings("florin.kafka.topics.retention-hours = 48");
        try (var topics = new Topics(longer, LazyAdmin.of(longer))) {
            topics.ensure(Set.of(kafka.topic(TOPIC)));
        }
        // A broker may still tell what was before.
        var asked = Duration.ofDays(2).toMillis() + "";
        await().atMost(LIMIT).until(() -> retention().equals(asked));
    }

    @Test
    void aTopicWithOtherPartitionsIsOneSentence() {
        awaitGood();
        var more = settings("florin.kafka.topics.partitions = 5");
        try (var topics = new Topics(more, LazyAdmin.of(more))) {
            assertThatExceptionOfType(KafkaTrouble.class)
                    .isThrownBy(() -> topics.ensure(Set.of(kafka.topic(TOPIC))))
                    .withMessageContaining(
                            "Topic %s has 3 partitions and florin.kafka.topics.partitions is 5: set"
                                    + " it to 3",
                            kafka.topic(TOPIC));
        }
    }

    @Test
    void aReplicationThatTheBrokersCannotKeepIsOneSentence() {
        var more = settings("florin.kafka.topics.replication-factor = 3");
        try (var topics = new Topics(more, LazyAdmin.of(more))) {
            assertThatExceptionOfType(KafkaTrouble.class)
                    .isThrownBy(() -> topics.ensure(Set.of("too-many")))
                    .withMessageContaining("lower florin.kafka.topics.replication-factor from 3");
        }
    }

    @Test
    void whatIsPublishedIsConsumedOnceByTheGroup() throws Exception {
        awaitGood();
        ok(kafka.publisher().publish(records(0, 500)));
        var seen = new ConcurrentSkipListSet<String>();
        var first = consume(seen);
        var second = consume(seen);
        ok(kafka.publisher().publish(records(500, 1000)));
        await().atMost(LIMIT).until(() -> seen.size() == 1000);
        // The other takes over what one leaves.
        ok(first.drainAndShutdown(blocking));
        ok(kafka.publisher().publish(records(1000, 1100)));
        await().atMost(LIMIT).until(() -> seen.size() == 1100);
        ok(second.drainAndShutdown(blocking));
    }

    @Test
    void deletedTopicsAreMadeAgainAndPublishingGoesOn() throws Exception {
        awaitGood();
        ok(kafka.publisher().publish(records(0, 10)));
        var before = described().topicId();
        delete();
        await().atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> !described().topicId().equals(before) && partitions() == 3);
        await().atMost(LIMIT).ignoreExceptions().until(() -> published(records(10, 20)));
        var seen = new ConcurrentSkipListSet<String>();
        var consuming = consume(seen);
        await().atMost(LIMIT).until(() -> seen.containsAll(values(10, 20)));
        assertThat(seen).doesNotContainAnyElementsOf(values(0, 10));
        ok(consuming.drainAndShutdown(blocking));
    }

    /** With and without having known the topic: the first fails later, the second earlier. */
    @Test
    void publishingWithoutKafkaFailsWithinItsBoundAndWorksAgain() throws Exception {
        awaitGood();
        ok(kafka.publisher().publish(records(0, 10)));
        SERVER.stop();
        assertFailsWithin(kafka, Duration.ofSeconds(3 + 4 + 8));
        try (var late =
                Kafka.start(kit.system(), KafkaSettings.from(config), Set.of(TOPIC), blocking)) {
            assertFailsWithin(late, Duration.ofSeconds(3 + 8));
            await().atMost(LIMIT).until(() -> late.condition().contains("does not answer"));
            await().atMost(LIMIT).until(() -> !kafka.isGood());
            SERVER.start();
            await().atMost(LIMIT).until(() -> late.isGood() && kafka.isGood());
            await().atMost(LIMIT).until(() -> published(records(20, 30)));
            ok(late.publisher().publish(records(30, 40)));
        }
        var seen = new ConcurrentSkipListSet<String>();
        var consuming = consume(seen);
        await().atMost(LIMIT)
                .until(() -> seen.containsAll(values(0, 10)) && seen.containsAll(values(20, 40)));
        ok(consuming.drainAndShutdown(blocking));
    }

    @Test
    void oneRecordTooManyFailsAtOnceAndTakesNoPlace() throws Exception {
        awaitGood();
        var few = settings("florin.kafka.publish.max-in-flight = 10");
        try (var narrow = Kafka.start(kit.system(), few, Set.of(), blocking)) {
            for (var i = 0; i < 3; i++) {
                assertThat(narrow.publisher().failed()).isEqualTo(i);
                assertThat(narrow.publisher().publish(records(0, 11)))
                        .failsWithin(Duration.ofSeconds(1))
                        .withThrowableOfType(ExecutionException.class)
                        .withMessageContaining("florin.kafka.publish.max-in-flight");
                ok(narrow.publisher().publish(records(0, 10)));
            }
        }
    }

    @Test
    void aTopicThatIsNotThereHoldsUpNoOther() throws Exception {
        awaitGood();
        var lost = new ProducerRecord<String, byte[]>(kafka.topic("lost"), "x", new byte[0]);
        var all = new ArrayList<>(List.of(lost, lost));
        all.addAll(records(40, 50));
        all.add(lost);
        assertThat(kafka.publisher().publish(all))
                .failsWithin(LIMIT)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(KafkaTrouble.class);
        var seen = new ConcurrentSkipListSet<String>();
        var consuming = consume(seen);
        await().atMost(LIMIT).until(() -> seen.containsAll(values(40, 50)));
        ok(consuming.drainAndShutdown(blocking));
    }

    private void assertFailsWithin(Kafka broken, Duration bound) {
        assertThat(broken.publisher().publish(records(10, 20)))
                .failsWithin(bound)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(KafkaTrouble.class)
                .withMessageContaining("Kafka at " + SERVER.address() + " does not answer.");
    }

    private Consumer.DrainingControl<?> consume(Set<String> seen) {
        return Consumer.committableSource(
                        kafka.consumer("workers"), Subscriptions.topics(kafka.topic(TOPIC)))
                .map(message -> {
                    seen.add(new String(message.record().value(), StandardCharsets.UTF_8));
                    return message.committableOffset();
                })
                .toMat(
                        Committer.sink(CommitterSettings.create(kit.system()).withMaxBatch(1)),
                        Consumer::createDrainingControl)
                .run(kit.system());
    }

    private List<ProducerRecord<String, byte[]>> records(int from, int to) {
        return values(from, to).stream()
                .map(value ->
                        new ProducerRecord<>(
                                kafka.topic(TOPIC), value, value.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static List<String> values(int from, int to) {
        return IntStream.range(from, to).mapToObj(number -> "job-" + number).toList();
    }

    private boolean published(List<ProducerRecord<String, byte[]>> records) throws Exception {
        try {
            ok(kafka.publisher().publish(records));
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }

    private KafkaSettings settings(String more) {
        return KafkaSettings.from(ConfigFactory.parseString(more).withFallback(config));
    }

    private void awaitGood() {
        await().atMost(LIMIT).ignoreExceptions().until(() -> kafka.isGood() && partitions() == 3);
    }

    private int partitions() throws Exception {
        return described().partitions().size();
    }

    private TopicDescription described() throws Exception {
        var name = kafka.topic(TOPIC);
        var described = admin.describeTopics(List.of(name)).topicNameValues().values().iterator();
        return described.next().get(20, TimeUnit.SECONDS);
    }

    private String retention() throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, kafka.topic(TOPIC));
        var described = admin.describeConfigs(List.of(topic)).values().values().iterator();
        return described.next().get(20, TimeUnit.SECONDS).get("retention.ms").value();
    }

    private void delete() throws Exception {
        admin.deleteTopics(List.of(kafka.topic(TOPIC))).all().get(20, TimeUnit.SECONDS);
    }

    private static <T> T ok(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
}
