package io.florin.node.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.job.JobState;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WatchTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String HASTY = "florin.jobs { watch-millis = 50, silence-millis = 1500 }";

    /** Whether its job is still its own it cannot know: others may have taken it over. */
    @Test
    void runsAreStoppedWhenTheDatabaseIsSilentAndBegunAgainWhenItSpeaks() {
        var begun = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        var runs = new AtomicInteger();
        JobHandler endlessAtFirst =
                _ -> {
                    if (runs.incrementAndGet() > 1) return new Outcome.Succeeded("{}");
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        stopped.countDown();
                        throw e;
                    }
                    throw new IllegalStateException("Nobody opens it.");
                };
        try (var town = new Town(POSTGRES);
                var node =
                        new WorkNode(
                                POSTGRES, Town.richWallets(List.of()), endlessAtFirst, HASTY)) {
            node.join(node);
            var id = town.submit(node, "noop", null);
            await().atMost(Town.LIMIT).until(() -> begun.getCount() == 0);
            POSTGRES.server().stop();
            try {
                await().atMost(Town.LIMIT).until(() -> stopped.getCount() == 0);
            } finally {
                POSTGRES.server().start();
            }
            var job = town.awaitState(id, JobState.SUCCEEDED);
            assertThat(job.failures()).isZero();
            assertThat(runs).hasValue(2);
        }
    }
}
