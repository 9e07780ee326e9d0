package io.florin.node.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.node.kafka.KafkaServer;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobState;
import io.florin.protocol.job.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is lost in Kafka is not lost, and what is away comes back. */
class OutageTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Map<JobId, AtomicInteger> RUNS = new ConcurrentHashMap<>();
    private static final CountDownLatch GO_ON = new CountDownLatch(1);
    private static Town town;
    private static WorkNode node;

    @BeforeAll
    static void open() {
        town = new Town(POSTGRES);
        var wallets = Town.richWallets(new CopyOnWriteArrayList<>());
        node =
                new WorkNode(
                        POSTGRES,
                        wallets,
                        run -> {
                            if (run.claim().job().spec().kind().equals("keyed")) GO_ON.await();
                            RUNS.computeIfAbsent(run.claim().job().id(), _ -> new AtomicInteger())
                                    .incrementAndGet();
                            return new Outcome.Succeeded("{}");
                        });
        node.join(node);
        town.awaitState(town.submit(node, "noop", null), JobState.SUCCEEDED);
    }

    @AfterAll
    static void close() {
        KafkaServer.shared();
        node.close();
        town.close();
    }

    @Test
    void kafkaIsStoppedAndStartedAgain() {
        KafkaServer.shared().stop();
        var ids = submit(30);
        KafkaServer.shared().start();
        // What was not told is told after the republish time, or once Kafka has the topics again.
        town.runs().republishAll();
        town.awaitAll(ids, JobState.SUCCEEDED);
        assertThat(ids).allSatisfy(id -> assertThat(RUNS.get(id)).hasValue(1));
    }

    @Test
    void allTopicsAreDeletedAndNoJobIsLost() throws Exception {
        var topics =
                KafkaDues.topics(java.util.Set.of("work")).stream()
                        .map(node.kafka()::topic)
                        .toList();
        assertThat(topics).contains(node.kafka().topic(KafkaDues.topic("work", Priority.NORMAL)));
        try (var admin =
                Admin.create(Map.of("bootstrap.servers", KafkaServer.shared().address()))) {
            await().atMost(Town.LIMIT).until(() -> ids(admin).keySet().containsAll(topics));
            var before = ids(admin);
            delete(admin, topics);
            var jobs = submit(30);
            town.awaitAll(jobs, JobState.SUCCEEDED);
            assertThat(jobs).allSatisfy(id -> assertThat(RUNS.get(id)).hasValue(1));
            for (var topic : topics) {
                assertThat(ids(admin).get(topic)).as(topic).isNotEqualTo(before.get(topic));
            }
        }
    }

    @Test
    void whatARunFreesGoesOnHereAndIsNotToldToKafka() throws Exception {
        try (var admin =
                Admin.create(Map.of("bootstrap.servers", KafkaServer.shared().address()))) {
            long before = records(admin);
            var jobs = new ArrayList<JobId>();
            for (int i = 0; i < 5; i++) jobs.add(town.submit(node, "keyed", "one"));
            town.awaitState(jobs.getFirst(), JobState.RUNNING);
            await().atMost(Town.LIMIT).until(() -> records(admin) >= before + 5);
            GO_ON.countDown();
            town.awaitAll(jobs, JobState.SUCCEEDED);
            // Told, each of the four that waited would make one more; one may be told again.
            assertThat(records(admin)).isLessThanOrEqualTo(before + 5 + 1);
        }
    }

    @Test
    void theDatabaseIsStoppedAndStartedAgain() {
        var before = submit(30);
        POSTGRES.server().stop();
        await().pollDelay(java.time.Duration.ofSeconds(2)).until(() -> true);
        POSTGRES.server().start();
        town.awaitAll(before, JobState.SUCCEEDED);
        town.awaitAll(submit(5), JobState.SUCCEEDED);
        await().atMost(Town.LIMIT).until(() -> node.workers().held() == 0);
        assertThat(POSTGRES.count("select count(*) from job where ended_at is null")).isZero();
    }

    /** On the topic of the keyed. */
    private static long records(Admin admin) throws Exception {
        var topic = node.kafka().topic(KafkaDues.topic("work", Priority.NORMAL));
        var ends =
                Map.of(
                        new TopicPartition(topic, 0), OffsetSpec.latest(),
                        new TopicPartition(topic, 1), OffsetSpec.latest());
        return admin.listOffsets(ends).all().get(20, TimeUnit.SECONDS).values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    private static Map<String, Uuid> ids(Admin admin) throws Exception {
        return admin.listTopics().listings().get(20, TimeUnit.SECONDS).stream()
                .collect(Collectors.toMap(TopicListing::name, TopicListing::topicId));
    }

    /** A deletion whose answer was lost is asked for again, and then the topic is unknown: gone. */
    private static void delete(Admin admin, List<String> topics) throws Exception {
        for (var deleted : admin.deleteTopics(topics).topicNameValues().values()) {
            try {
                deleted.get(20, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
            }
        }
    }

    private static List<JobId> submit(int count) {
        var ids = new ArrayList<JobId>();
        for (int i = 0; i < count; i++) ids.add(town.submit(node, "noop", null));
        return ids;
    }
}
