package io.florin.node.job;

import io.florin.node.kafka.Kafka;
import io.florin.persistence.job.Due;
import io.florin.protocol.codec.JobDispatchCodec;
import io.florin.protocol.job.Priority;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One topic per queue and priority; a record says no more than which job. */
public final class KafkaDues implements Wakes {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaDues.class);

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
        if (due.isEmpty()) return;
        kafka.publisher()
                .publish(due.stream().map(this::toRecord).toList())
                .whenComplete((_, failure) -> {
                    if (failure == null) return;
                    LOG.warn("{} jobs wait to be told again: {}", due.size(), failure.toString());
                });
    }

    private ProducerRecord<String, byte[]> toRecord(Due due) {
        var lane = due.lane();
        return new ProducerRecord<>(
                kafka.topic(topic(due.queue(), due.priority())),
                lane == null ? Long.toString(due.seq()) : lane,
                JobDispatchCodec.encode(due.seq()));
    }
}
