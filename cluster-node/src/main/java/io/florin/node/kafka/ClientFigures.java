package io.florin.node.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * What a client of Kafka counts by topic, and what those counted that were in its place before:
 * each begins at zero, and what it counted between the last look and its end is not here.
 * Thread-safe.
 */
public final class ClientFigures {
    /** What is counted, and under which name in which of Kafka's groups. */
    public enum Count {
        READ("consumer-fetch-manager-metrics", "records-consumed-total"),
        SENT("producer-topic-metrics", "record-send-total"),
        SENT_AGAIN("producer-topic-metrics", "record-retry-total"),
        NOT_SENT("producer-topic-metrics", "record-error-total");

        private final String group;
        private final String title;

        Count(String group, String title) {
            this.group = group;
            this.title = title;
        }

        private boolean is(MetricName name) {
            return title.equals(name.name()) && group.equals(name.group());
        }
    }

    private record Key(String topic, Count count) {}

    private static final String LAG = "records-lag";

    private final Map<Key, Double> newest = new HashMap<>();
    private final Map<Key, Double> before = new HashMap<>();
    private Map<String, Double> lags = Map.of();

    /** As the client says now. */
    public synchronized void take(Map<MetricName, ? extends Metric> told) {
        var behind = new HashMap<String, Double>();
        for (var metric : told.values()) {
            var name = metric.metricName();
            var topic = name.tags().get("topic");
            if (topic == null || !(metric.metricValue() instanceof Double value)) continue;
            if (value.isNaN()) continue;
            if (name.tags().containsKey("partition")) {
                if (name.name().equals(LAG)) behind.merge(topic, value, Double::sum);
            } else {
                count(name, topic, value);
            }
        }
        lags = behind;
    }

    private void count(MetricName name, String topic, double value) {
        for (var count : Count.values()) {
            if (!count.is(name)) continue;
            var key = new Key(topic, count);
            var last = newest.put(key, value);
            if (last != null && value < last) before.merge(key, last, Double::sum);
        }
    }

    /** Up to the last look. */
    public synchronized long of(String topic, Count count) {
        var key = new Key(topic, count);
        return Math.round(newest.getOrDefault(key, 0.0) + before.getOrDefault(key, 0.0));
    }

    /** Records not yet read of the parts that the client reads; empty: it has not read yet. */
    public synchronized OptionalDouble lag(String topic) {
        var lag = lags.get(topic);
        return lag == null ? OptionalDouble.empty() : OptionalDouble.of(lag);
    }
}
