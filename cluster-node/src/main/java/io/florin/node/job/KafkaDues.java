package io.florin.node.job;

import io.florin.node.kafka.Kafka;
import io.florin.persistence.job.Due;
import io.florin.protocol.codec.JobDispatchCodec;
import io.florin.protocol.job.Priority;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One topic per queue and priority; a record says no more than which job. */
public final class KafkaDues implements Wakes {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaDues.class);

    /** The most records under way for one call; the next follow when Kafka has these. */
    private static final int AT_ONCE = 1_000;

    /** Longer than a publisher takes to know that Kafka does not answer. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Kafka kafka;

    public KafkaDues(Kafka kafka) {
        this.kafka = kafka;
    }

    /** Without the prefix. */
    static String topic(String queue, Priority priority) {
        return "jobs." + queue + "." + priority.name().toLowerCase(Locale.ROOT);
    }

    /** All topics of the queues, without the prefix. */
    public static Set<String> topics(Set<String> queues) {
        var topics = new TreeSet<String>();
        for (var queue : queues) {
            for (var priority : Priority.values()) {
                topics.add(topic(queue, priority));
            }
        }
        return topics;
    }

    @Override
    public void wake(List<Due> due) {
        var _ = publish(due);
    }

    /** Waits until Kafka has all of it; false if it has not. Blocks. */
    boolean tell(List<Due> due) {
        try {
            return publish(due).toCompletableFuture().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Whether Kafka has {} jobs is not known: {}", due.size(), e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** One part after the other, up to the first that fails; whether none has. */
    private CompletionStage<Boolean> publish(List<Due> due) {
        if (due.isEmpty()) return CompletableFuture.completedStage(true);
        var first = due.subList(0, Math.min(AT_ONCE, due.size()));
        return kafka.publisher()
                .publish(first.stream().map(this::toRecord).toList())
                .handle((_, failure) -> {
                    if (failure == null) return true;
                    LOG.warn("{} jobs wait to be told again: {}", due.size(), failure.toString());
                    return false;
                })
                .thenCompose(told ->
                        told
                                ? publish(due.subList(first.size(), due.size()))
                                : CompletableFuture.completedStage(false));
    }

    private ProducerRecord<String, byte[]> toRecord(Due due) {
        var lane = due.lane();
        return new ProducerRecord<>(
                kafka.topic(topic(due.queue(), due.priority())),
                lane == null ? Long.toString(due.seq()) : lane,
                JobDispatchCodec.encode(due.seq()));
    }
}
