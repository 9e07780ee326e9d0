package io.florin.node.kafka;

import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again whether Kafka answers and has the topics, and makes those that were
 * deleted. Nobody who asks for the result has to wait for Kafka.
 */
final class KafkaWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaWatch.class);

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("kafka-watch").factory());

    private final Topics topics;
    private final Set<String> names;
    private volatile Condition last = new Condition(false, "Kafka has not answered yet.");

    /**
     * What the newest look has shown.
     *
     * @param sentence for the operator, without secrets
     */
    record Condition(boolean good, String sentence) {}

    KafkaWatch(Topics topics, Set<String> names) {
        this.topics = topics;
        this.names = Set.copyOf(names);
    }

    void begin(long everyMillis) {
        var _ = timer.scheduleWithFixedDelay(this::look, 0, everyMillis, TimeUnit.MILLISECONDS);
    }

    private void look() {
        var found = found();
        if (!found.equals(last)) {
            if (found.good) {
                LOG.info(found.sentence);
            } else {
                LOG.warn(found.sentence);
            }
        }
        last = found;
    }

    private Condition found() {
        try {
            topics.ensure(names);
            return new Condition(true, "Kafka answers and has the topics.");
        } catch (KafkaTrouble e) {
            return new Condition(false, String.valueOf(e.getMessage()));
        }
    }

    Condition last() {
        return last;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
