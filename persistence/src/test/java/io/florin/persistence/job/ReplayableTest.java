package io.florin.persistence.job;

import static io.florin.persistence.job.JobScript.dies;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.database.Database;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.job.Effect;
import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobFilter;
import io.florin.protocol.job.JobState;
import io.florin.protocol.ledger.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which dead jobs are left to begin anew. */
class ReplayableTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static Database database;

    private JobScript script;

    @BeforeAll
    static void open() {
        database = POSTGRES.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void threeDead() {
        script = new JobScript(database);
        for (var id : List.of("a", "b", "c")) {
            script.submit(id);
            die(id);
        }
    }

    @Test
    void whatHasASuccessorIsNotMetAgainAndTheSuccessorIs() {
        assertThat(ids(page(null, 10))).containsExactly("c", "b", "a");
        script.submitAnew("b2", "b", false);
        assertThat(ids(page(null, 10))).containsExactly("c", "a");
        assertThat(script.jobs.countReplayable(filter(null, 1))).isEqualTo(2);
        die("b2");
        assertThat(ids(page(null, 10))).containsExactly("b2", "c", "a");
    }

    @Test
    void theSuccessorOfAnotherWalletsJobOfTheSameIdIsNone() {
        script.submitAnew("x", "b", true);
        assertThat(ids(page(null, 10))).containsExactly("c", "b", "a");
    }

    @Test
    void onePageLeadsToTheNextWhateverBecomesOfIt() {
        var first = page(null, 2);
        assertThat(ids(first)).containsExactly("c", "b");
        var second = page(first.nextCursor(), 2);
        assertThat(ids(second)).containsExactly("a");
        assertThat(second.nextCursor()).isNull();
    }

    private void die(String id) {
        var fence = script.run(script.seq(id));
        script.runs.finish(List.of(dies(fence, new Effect.None())));
    }

    private Page<Job> page(@Nullable String cursor, int limit) {
        return script.jobs.replayable(filter(cursor, limit));
    }

    private JobFilter filter(@Nullable String cursor, int limit) {
        return new JobFilter(script.app, JobState.DEAD, null, null, null, limit, cursor);
    }

    private static List<String> ids(Page<Job> page) {
        return page.items().stream().map(job -> job.id().value()).toList();
    }
}
