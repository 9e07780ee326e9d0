package io.florin.node.job;

import io.florin.node.kafka.ClientFigures.Count;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.stream.UniqueKillSwitch;

/** The streams of this node: one for each queue and priority. Thread-safe. */
final class JobStreams {
    private record Open(String queue, String topic, JobStream stream, UniqueKillSwitch end) {}

    private final List<Open> all = new CopyOnWriteArrayList<>();

    void open(String queue, String topic, JobStream stream) {
        all.add(new Open(queue, topic, stream, stream.run(topic)));
    }

    void end() {
        all.forEach(open -> open.end().shutdown());
    }

    /** By queue, as the clients said when this was asked last; asks them anew. */
    Map<String, QueueReading> readings() {
        var byQueue = new TreeMap<String, QueueReading>();
        for (var open : all) {
            open.stream().look();
            var figures = open.stream().figures();
            long read = figures.of(open.topic(), Count.READ);
            long behind = Math.round(figures.lag(open.topic()).orElse(0));
            byQueue.merge(open.queue(), new QueueReading(read, behind), QueueReading::plus);
        }
        return byQueue;
    }
}
