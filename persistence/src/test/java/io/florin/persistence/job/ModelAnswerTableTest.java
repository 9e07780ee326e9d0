package io.florin.persistence.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.database.Database;
import io.florin.persistence.job.PastTable.Keep;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.job.Effect;
import io.florin.protocol.job.JobCost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ModelAnswerTableTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static Database database;

    private JobScript script;
    private ModelAnswerTable answers;

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
        answers = new ModelAnswerTable(database);
    }

    private static ModelAnswer answer(String text, @Nullable Long nanoUsd) {
        var cost =
                nanoUsd == null ? null : new JobCost("openai", "gpt-x", "p1", nanoUsd, "{\"t\":1}");
        return new ModelAnswer("openai", "gpt-x", "ai.reading/1", text, null, cost);
    }

    @Test
    void anAnswerIsReadBackAsItWasKept() {
        long seq = script.submit("a");
        assertThat(answers.find(seq)).isEmpty();
        assertThat(answers.keep(seq, answer("yes", 5L))).isEqualTo(answer("yes", 5L));
        assertThat(answers.find(seq)).contains(answer("yes", 5L));
    }

    /** Though the job may be dead, or cancelled: its price is back, ours is gone. */
    @Test
    void whatWasPaidForAnAnswerIsWhatItsJobCosts() {
        long dead = script.submit("a");
        assertThat(script.job("a").cost()).isNull();
        answers.keep(dead, answer("no use", 5L));
        script.runs.finish(List.of(JobScript.dies(script.run(dead), new Effect.None())));
        var cost = new JobCost("openai", "gpt-x", "p1", 5, "{\"t\":1}");
        assertThat(script.job("a").cost()).isEqualTo(cost);
        long cancelled = script.submit("b");
        answers.keep(cancelled, answer("late", null));
        script.jobs.cancel(cancelled, JobScript.NODE);
        assertThat(script.job("b").cost()).isNull();
    }

    @Test
    void refusalsAndUnknownCostsAreKeptToo() {
        long seq = script.submit("a");
        var refused = new ModelAnswer("openai", "gpt-x", null, "", "No.", null);
        answers.keep(seq, refused);
        assertThat(answers.find(seq)).contains(refused);
    }

    @Test
    void theFirstAnswerIsTheJobs() {
        long seq = script.submit("a");
        answers.keep(seq, answer("first", 5L));
        assertThat(answers.keep(seq, answer("second", 7L))).isEqualTo(answer("first", 5L));
    }

    @Test
    void afterAnUnreadableAnswerTheNextCostsBoth() {
        long seq = script.submit("a");
        answers.keep(seq, answer("{", 5L));
        answers.discard(seq);
        assertThat(answers.find(seq)).isEmpty();
        assertThat(answers.keep(seq, answer("{}", 7L))).isEqualTo(answer("{}", 12L));
    }

    @Test
    void theAnswerGoesWithItsJob() {
        long seq = script.submit("a");
        var fence = script.run(seq);
        answers.keep(seq, answer("yes", 5L));
        script.runs.finish(List.of(JobScript.succeeds(fence)));
        var keep = new Keep(script.app, null, Duration.ZERO);
        new PastTable(database).retire(List.of(keep), Instant.now().plusSeconds(60), 100);
        assertThat(answers.find(seq)).isEmpty();
    }
}
