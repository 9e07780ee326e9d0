package io.florin.node.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes the topics as the settings say, and makes them again when they were deleted. */
public final class Topics implements AutoCloseable {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    private final KafkaSettings settings;
    private final LazyAdmin admin;

    /** Whose retention is known to be the one of the settings. */
    private final Set<String> retained = new HashSet<>();

    private final AtomicLong made = new AtomicLong();

    Topics(KafkaSettings settings, LazyAdmin admin) {
        this.settings = settings;
        this.admin = admin;
    }

    /**
     * Returns when every topic of these whole names is there with its partitions; without names,
     * when Kafka answers. Blocks for a few request timeouts at most: not for actors.
     *
     * @throws KafkaTrouble Kafka is away, does not allow it, or has the topic with other partitions
     */
    public synchronized void ensure(Collection<String> names) {
        try {
            if (names.isEmpty()) {
                answer(admin.get().describeCluster().nodes());
                return;
            }
            var partitions = partitions(names);
            for (var name : names) {
                var found = partitions.getOrDefault(name, Optional.empty());
                if (found.isEmpty()) {
                    create(name);
                } else {
                    requireConfigured(name, found.get());
                    retain(name);
                }
            }
        } catch (RuntimeException | ExecutionException | TimeoutException e) {
            throw KafkaTrouble.of(e, settings);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaTrouble.of(e, settings);
        }
    }

    private Map<String, Optional<Integer>> partitions(Collection<String> names)
            throws InterruptedException, ExecutionException, TimeoutException {
        var partitions = new HashMap<String, Optional<Integer>>();
        for (var asked : admin.get().describeTopics(names).topicNameValues().entrySet()) {
            try {
                var found = answer(asked.getValue());
                partitions.put(asked.getKey(), Optional.of(found.partitions().size()));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw refused(asked.getKey(), e);
                }
                partitions.put(asked.getKey(), Optional.empty());
            }
        }
        return partitions;
    }

    private void create(String name) throws InterruptedException, TimeoutException {
        var topics = settings.topics();
        var topic =
                new NewTopic(name, topics.partitions(), (short) topics.replicationFactor())
                        .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, retentionMillis()));
        try {
            answer(admin.get().createTopics(List.of(topic)).all());
            retained.add(name);
            made.incrementAndGet();
        } catch (ExecutionException e) {
            // Another node was faster: the next look sees how.
            if (!(e.getCause() instanceof TopicExistsException)) throw refused(name, e);
        }
    }

    private void requireConfigured(String name, int partitions) {
        var wanted = settings.topics().partitions();
        if (partitions != wanted) {
            throw new KafkaTrouble(
                    ("Topic %s has %d partitions and %s.topics.partitions is %d: set it to %2$d, or"
                                    + " delete the topic and it is made again.")
                            .formatted(name, partitions, KafkaSettings.PATH, wanted));
        }
    }

    private void retain(String name) throws InterruptedException, TimeoutException {
        if (retained.contains(name)) return;
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        var retention = new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, retentionMillis());
        var set = new AlterConfigOp(retention, AlterConfigOp.OpType.SET);
        try {
            answer(admin.get().incrementalAlterConfigs(Map.of(resource, List.of(set))).all());
            retained.add(name);
        } catch (ExecutionException e) {
            throw refused(name, e);
        }
    }

    private String retentionMillis() {
        return Long.toString(Duration.ofHours(settings.topics().retentionHours()).toMillis());
    }

    private KafkaTrouble refused(String name, ExecutionException e) {
        return switch (e.getCause()) {
            case AuthorizationException _ ->
                    new KafkaTrouble(
                            ("Kafka does not let this node make and describe topic %s: allow its"
                                            + " user Create, Describe and AlterConfigs on it.")
                                    .formatted(name));
            case InvalidReplicationFactorException _ ->
                    new KafkaTrouble(
                            ("Kafka has too few brokers for topic %s: start more, or lower"
                                            + " %s.topics.replication-factor from %d.")
                                    .formatted(
                                            name,
                                            KafkaSettings.PATH,
                                            settings.topics().replicationFactor()));
            case null, default -> KafkaTrouble.of(e, settings);
        };
    }

    /** Admin's own limit comes first; this one is for the day it does not. */
    private <T> T answer(KafkaFuture<T> asked)
            throws InterruptedException, ExecutionException, TimeoutException {
        return asked.get(2L * settings.waits().requestTimeoutMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * How many topics this node has made: whenever it grows, what they held is to be told again.
     */
    public long made() {
        return made.get();
    }

    @Override
    public void close() {
        admin.close(CLOSE_LIMIT);
    }
}
