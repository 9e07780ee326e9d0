package io.florin.persistence.job;

import static io.florin.persistence.job.JobScript.AGAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.database.Database;
import io.florin.persistence.job.JobScript.Wish;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.job.JobState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is published when its time has come. */
class DispatchTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static Database database;

    private JobScript script;
    private RunTable runs;

    @BeforeAll
    static void open() {
        database = POSTGRES.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void anApp() {
        script = new JobScript(database);
        runs = script.runs;
    }

    @Test
    void theDispatcherPublishesWhatCouldRunAndLooksAtTheOthersLater() {
        var lane = Wish.of("any").key("k");
        long first = script.submit("a", lane);
        long second = script.submit("b", lane);
        long later = script.submit("c", lane.runAt(Instant.now().plusSeconds(600)));
        assertThat(dispatched()).doesNotContain(first, second, later);
        assertThat(runs.republishAll()).isPositive();
        assertThat(dispatched()).contains(first).doesNotContain(second, later);
        assertThat(dispatched()).doesNotContain(first, second, later);
        assertThat(script.state("c")).isEqualTo(JobState.SCHEDULED);
    }

    private List<Long> dispatched() {
        return runs.dispatch(1_000, AGAIN).due().stream().map(Due::seq).toList();
    }

    @Test
    void theDispatcherSaysHowManyItHasLookedAtNotHowManyCouldRun() {
        var lane = Wish.of("any").key("k");
        script.run(script.submit("a", lane));
        for (int i = 0; i < 3; i++) script.submit("b" + i, lane);
        while (runs.dispatch(1_000, AGAIN).examined() > 0) {
            // What others have left.
        }
        runs.republishAll();
        var first = runs.dispatch(2, AGAIN);
        assertThat(first.examined()).isEqualTo(2);
        assertThat(runs.dispatch(1_000, AGAIN).examined()).isPositive().isLessThan(1_000);
        assertThat(runs.dispatch(1_000, AGAIN).examined()).isZero();
    }
}
