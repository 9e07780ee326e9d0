package io.florin.node.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.node.job.JobMetrics.Count;
import io.florin.persistence.job.Due;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.job.Priority;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KafkaDuesTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static List<Due> due(long from, int jobs) {
        return LongStream.range(from, from + jobs)
                .mapToObj(seq -> new Due(seq, "work", "noop", Priority.NORMAL, null))
                .toList();
    }

    @Test
    void moreThanMayBeUnderWayGoesPartByPart() {
        var few = "florin.kafka.publish.max-in-flight = 1500";
        var nobody = Town.richWallets(List.of());
        try (var node = new WorkNode(POSTGRES, nobody, _ -> new Outcome.Succeeded("{}"), few)) {
            node.join(node);
            var metrics = node.workers().metrics();
            node.workers().wakes().wake(due(1_000_000, 4_000));
            await().atMost(Town.LIMIT).until(() -> metrics.of(Count.SKIPPED) >= 4_000);
            assertThat(new KafkaDues(node.kafka()).tell(due(2_000_000, 4_000))).isTrue();
            await().atMost(Town.LIMIT).until(() -> metrics.of(Count.SKIPPED) >= 8_000);
            assertThat(node.kafka().publisher().failed()).isZero();
        }
    }
}
