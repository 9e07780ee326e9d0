package io.florin.node.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobState;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TakeOverTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String NO_KAFKA = "florin.kafka.bootstrap-servers = \"127.0.0.1:1\"";
    private static final int PLACES = 16;

    /** Kafka gives the records of the gone to others some seconds later, or, here, never. */
    @Test
    void whoTakesOverTheJobsOfTheGoneRunsThemWithoutKafka() {
        try (var town = new Town(POSTGRES)) {
            var ids = IntStream.range(0, PLACES + 4).mapToObj(_ -> written(town)).toList();
            var seqs = ids.stream().map(id -> town.find(id).seq()).toList();
            assertThat(town.runs().claim(seqs, "gone", seqs.size())).hasSize(seqs.size());
            JobHandler quick = _ -> new Outcome.Succeeded("{}");
            var nobody = Town.richWallets(List.of());
            try (var node = new WorkNode(POSTGRES, nobody, quick, NO_KAFKA)) {
                node.join(node);
                // As many as it has places; of the others only Kafka tells.
                await().atMost(Town.LIMIT).until(() -> done(town, ids) >= PLACES);
            }
        }
    }

    private static JobId written(Town town) {
        town.write("noop", null, null);
        return new JobId("j" + town.last());
    }

    private static long done(Town town, List<JobId> ids) {
        return ids.stream().filter(id -> town.job(id).state() == JobState.SUCCEEDED).count();
    }
}
