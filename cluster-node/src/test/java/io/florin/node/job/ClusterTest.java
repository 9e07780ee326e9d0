package io.florin.node.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.job.JobState;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.cluster.typed.Down;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes of one cluster. */
class ClusterTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    @Test
    void theJobsOfANodeThatIsDownedRunElsewhereAndItsRunsStop() {
        var stopped = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        JobHandler endless =
                _ -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        stopped.countDown();
                        throw e;
                    }
                    return new Outcome.Succeeded("{\"by\":\"first\"}");
                };
        JobHandler quick = _ -> new Outcome.Succeeded("{\"by\":\"second\"}");
        var nobody = Town.richWallets(new CopyOnWriteArrayList<>());
        try (var town = new Town(POSTGRES);
                var first = new WorkNode(POSTGRES, nobody, endless)) {
            first.join(first);
            var id = town.submit(first, "noop", null);
            await().atMost(Town.LIMIT).until(() -> begun.getCount() == 0);
            try (var second = new WorkNode(POSTGRES, nobody, quick)) {
                second.join(first);
                long from = System.nanoTime();
                var down = new Down(first.cluster().selfMember().address());
                second.cluster().manager().tell(down);
                var job = town.awaitState(id, JobState.SUCCEEDED);
                System.out.printf(
                        "down -> run elsewhere: %d ms%n", (System.nanoTime() - from) / 1_000_000);
                assertThat(job.result()).isEqualTo("{\"by\":\"second\"}");
                // The first may have taken it once more before it knew.
                assertThat(job.attempt()).isBetween(2, 3);
                await().atMost(Town.LIMIT).until(() -> stopped.getCount() == 0);
                await().atMost(Town.LIMIT).until(() -> first.workers().held() == 0);
                assertThat(town.job(id)).isEqualTo(job);
            }
        }
    }

    @Test
    void aNodeThatEndsGivesItsJobsBackAndCountsNoFailure() {
        var begun = new CountDownLatch(1);
        JobHandler endless =
                _ -> {
                    begun.countDown();
                    new CountDownLatch(1).await();
                    throw new IllegalStateException("Nobody opens it.");
                };
        var nobody = Town.richWallets(new CopyOnWriteArrayList<>());
        try (var town = new Town(POSTGRES)) {
            var node = new WorkNode(POSTGRES, nobody, endless);
            node.join(node);
            var id = town.submit(node, "noop", null);
            await().atMost(Town.LIMIT).until(() -> begun.getCount() == 0);
            node.close();
            var job = town.job(id);
            assertThat(job.state()).isEqualTo(JobState.QUEUED);
            assertThat(job.failures()).isZero();
        }
    }
}
