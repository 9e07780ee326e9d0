package io.florin.node.job;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.florin.node.ai.AiJobs;
import io.florin.node.ai.AiSettings;
import io.florin.node.ai.Answers;
import io.florin.node.ai.ScriptedModel;
import io.florin.persistence.database.Database;
import io.florin.persistence.job.JobRow;
import io.florin.persistence.job.ModelAnswer;
import io.florin.persistence.job.ModelAnswerTable;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.JobState;
import io.florin.protocol.job.Price;
import io.florin.protocol.job.Priority;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.wallet.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Readings with a price, on a worker with real PostgreSQL and a real broker. */
class ReadingTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final List<String> SAID = new CopyOnWriteArrayList<>();
    private static volatile JobHandler handler = _ -> new Outcome.Succeeded("{}");
    private static Town town;
    private static WorkNode node;
    private static Database database;

    private ScriptedModel model;

    @BeforeAll
    static void open() {
        database = POSTGRES.open();
        town = new Town(POSTGRES);
        node = new WorkNode(POSTGRES, Town.richWallets(SAID), run -> handler.run(run));
        node.join(node);
    }

    @AfterAll
    static void close() {
        node.close();
        town.close();
        database.close();
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void aModel() {
        model = new ScriptedModel("openai");
    }

    private JobHandler reading(Answers answers) {
        var settings = AiSettings.from(ConfigFactory.load());
        var jobs = AiJobs.of(KIT.system(), answers, settings, List.of(model));
        return requireNonNull(jobs.handlers().get("ai.reading"));
    }

    private static JobId submit(String id) {
        var spec =
                new JobSpec(
                        "ai",
                        "ai.reading",
                        null,
                        "{\"question\":\"Will it rain?\"}",
                        Priority.NORMAL,
                        null,
                        null,
                        null);
        var price = new Price(new WalletId("shop", "ann"), new Money(new Asset("STAR"), 1));
        var job = new NewJob("shop", new JobId(id), true, null, spec, price, Terms.FREE, null);
        var due =
                town.jobs()
                        .insertPriced(
                                new JobRow(
                                        job, false, 5, null, Instant.now(), Duration.ofMinutes(2)));
        node.workers().wakes().wake(due.stream().toList());
        return job.id();
    }

    @Test
    void aReadingIsPaidOnceThoughItsWorkerDiesWithTheAnswerInHand() {
        model.says("{\"suitable\":true,\"reason\":\"\",\"reading\":\"It will.\"}").says("{}");
        var table = Answers.in(new ModelAnswerTable(database));
        var dying = reading(new Dying(table));
        var sound = reading(table);
        handler = run -> (run.claim().fence().attempt() == 1 ? dying : sound).run(run);
        var job = town.awaitState(submit("r1"), JobState.SUCCEEDED);
        assertThat(job.attempt()).isEqualTo(2);
        assertThat(job.result()).contains("It will.").contains("ai.reading/1");
        assertThat(requireNonNull(job.cost()).nanoUsd()).isEqualTo(450_000);
        assertThat(model.calls()).isEqualTo(1);
        assertThat(SAID.getLast()).contains("r1").contains("captureTo=@fees");
    }

    @Test
    void anUnsuitableQuestionGivesTheStarBack() {
        model.says("{\"suitable\":false,\"reason\":\"Ask a doctor.\",\"reading\":\"\"}");
        handler = reading(Answers.in(new ModelAnswerTable(database)));
        var job = town.awaitState(submit("r2"), JobState.DEAD);
        assertThat(job.attempt()).isEqualTo(1);
        assertThat(requireNonNull(job.error()).code()).isEqualTo("unsuitable");
        assertThat(requireNonNull(job.error()).message()).isEqualTo("Ask a doctor.");
        assertThat(SAID.getLast()).contains("r2").contains("captureTo=null");
    }

    /** Dies when the answer is kept, and nothing is decided yet. */
    private record Dying(Answers answers) implements Answers {
        @Override
        public Optional<ModelAnswer> find(long seq) {
            return answers.find(seq);
        }

        @Override
        public ModelAnswer keep(long seq, ModelAnswer answer) {
            answers.keep(seq, answer);
            throw new IllegalStateException("died");
        }

        @Override
        public void discard(long seq) {
            answers.discard(seq);
        }
    }
}
