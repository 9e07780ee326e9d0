package io.florin.node.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.persistence.job.Due;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs that end otherwise than they should, and what is done about them. */
class AwkwardRunsTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final List<String> SAID = new CopyOnWriteArrayList<>();
    private static final Outcome DONE = new Outcome.Succeeded("{}");
    private static volatile JobHandler handler = _ -> DONE;
    private static Town town;
    private static WorkNode node;

    @BeforeAll
    static void open() {
        town = new Town(POSTGRES);
        node = new WorkNode(POSTGRES, Town.richWallets(SAID), run -> handler.run(run));
        node.join(node);
        town.awaitState(town.submit(node, "noop", null), JobState.SUCCEEDED);
    }

    @AfterAll
    static void close() {
        node.close();
        town.close();
    }

    @AfterEach
    void nothingIsLeft() {
        handler = _ -> DONE;
        await().atMost(Town.LIMIT).until(() -> node.workers().held() == 0);
    }

    @Test
    void whatTheDatabaseRefusesEndsItsOwnRunAndNoOther() {
        var dues = new ArrayList<Due>();
        var ids = new ArrayList<JobId>();
        for (int i = 0; i < 24; i++) {
            dues.add(Objects.requireNonNull(town.write("noop", null, null).due()));
            ids.add(new JobId("j" + town.last()));
        }
        var poison = ids.remove(7);
        handler =
                run ->
                        run.claim().job().id().equals(poison)
                                ? new Outcome.Succeeded("{\"a\":\"\0\"}")
                                : DONE;
        node.workers().wakes().wake(dues);
        town.awaitAll(ids, JobState.SUCCEEDED);
        var dead = town.awaitState(poison, JobState.DEAD);
        assertThat(Objects.requireNonNull(dead.error()).code()).isEqualTo("outcome_refused");
        assertThat(dead.failures()).isEqualTo(2);
    }
}
