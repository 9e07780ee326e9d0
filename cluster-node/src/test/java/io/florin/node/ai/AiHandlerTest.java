package io.florin.node.ai;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.florin.node.ai.provider.AiMetrics.Count;
import io.florin.node.ai.provider.Answer;
import io.florin.node.ai.provider.Usage;
import io.florin.node.job.Outcome;
import io.florin.node.job.Outcome.Again;
import io.florin.persistence.job.ModelAnswer;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AiHandlerTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final String QUESTION = "{\"question\":\"Will it rain?\"}";
    private static final String READING =
            "{\"suitable\":true,\"reason\":\"\",\"reading\":\"It will.\"}";

    private ScriptedModel primary;
    private ScriptedModel fallback;
    private Answers answers;
    private AiJobs jobs;

    @AfterAll
    static void end() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void begin() {
        primary = new ScriptedModel("openai");
        fallback = new ScriptedModel("openai-fallback");
        answers = new MemoryAnswers();
        jobs = jobs(answers);
    }

    private AiJobs jobs(Answers kept) {
        var settings = AiSettings.from(ConfigFactory.load());
        return AiJobs.of(KIT.system(), kept, settings, List.of(primary, fallback));
    }

    private Outcome run(String kind, int attempt, String payload) throws InterruptedException {
        return run(jobs, kind, attempt, payload);
    }

    private static Outcome run(AiJobs jobs, String kind, int attempt, String payload)
            throws InterruptedException {
        return requireNonNull(jobs.handlers().get(kind))
                .run(StagedRun.of(kind, 7, attempt, payload));
    }

    @Test
    void aReadingIsOneCallAndCostsWhatItUsed() throws Exception {
        primary.says(READING);
        var done = (Outcome.Succeeded) run("ai.reading", 1, QUESTION);
        assertThat(done.result())
                .isEqualTo(
                        "{\"reading\":\"It"
                                + " will.\",\"prompt\":\"ai.reading/1\",\"provider\":\"openai\","
                                + "\"model\":\"gpt-4o-mini-2024-07-18\"}");
        assertThat(done.effect()).isNull();
        assertThat(requireNonNull(done.cost()).nanoUsd()).isEqualTo(1_000 * 150 + 500 * 600);
        assertThat(requireNonNull(done.cost()).prices()).isEqualTo("2025-11");
        assertThat(requireNonNull(done.cost()).usage()).contains("\"outputTokens\":500");
        assertThat(primary.calls()).isEqualTo(1);
        assertThat(jobs.metrics().of(Count.NANO_USD)).isEqualTo(450_000);
    }

    @Test
    void whatWasAnsweredBeforeAWorkerDiedIsNotAskedForAgain() throws Exception {
        primary.says(READING).says("{}");
        var dies = jobs(new Dying(answers));
        assertThatThrownBy(() -> run(dies, "ai.reading", 1, QUESTION)).hasMessage("died");
        var done = (Outcome.Succeeded) run("ai.reading", 2, QUESTION);
        assertThat(done.result()).contains("It will.");
        assertThat(requireNonNull(done.cost()).nanoUsd()).isEqualTo(450_000);
        assertThat(primary.calls()).isEqualTo(1);
        assertThat(jobs.metrics().of(Count.REUSED)).isEqualTo(1);
    }

    /** What the provider says it has used cannot be true: the answer is, and is not paid twice. */
    @Test
    void anAnswerOfAbsurdUsageIsKept() throws Exception {
        var absurd = new Usage.Tokens(Long.MAX_VALUE, 0, 0, 1, 0);
        primary.does((_, _) -> new Answer.Completion("openai", "m", READING, null, absurd));
        for (int attempt = 1; attempt <= 2; attempt++) {
            var done = (Outcome.Succeeded) run("ai.reading", attempt, QUESTION);
            assertThat(done.result()).contains("It will.");
            assertThat(done.cost()).isNull();
        }
        assertThat(primary.calls()).isEqualTo(1);
    }

    @Test
    void ofTwoAnswersTheFirstIsTheJobs() throws Exception {
        primary.does((request, within) -> {
            var other = new ScriptedModel("openai-fallback").says(READING.replace("will", "won't"));
            run(jobs(answers, other), "ai.reading", 2, QUESTION);
            return new ScriptedModel("openai").says(READING).complete("m", request, within);
        });
        var done = (Outcome.Succeeded) run("ai.reading", 1, QUESTION);
        assertThat(done.result()).contains("It won't.").contains("openai-fallback");
    }

    private static AiJobs jobs(Answers kept, ScriptedModel model) {
        var settings = AiSettings.from(ConfigFactory.load());
        return AiJobs.of(KIT.system(), kept, settings, List.of(model));
    }

    @Test
    void anUnsuitableQuestionIsNotTriedAgain() throws Exception {
        primary.says("{\"suitable\":false,\"reason\":\"That is for a doctor.\",\"reading\":\"\"}");
        assertFailed(run("ai.reading", 1, QUESTION), "unsuitable", "never");
        assertThat(jobs.metrics().of(Count.UNSUITABLE)).isEqualTo(1);
    }

    @Test
    void aModelThatRefusesSaysUnsuitableToo() throws Exception {
        primary.refuses("I can't help with\u0000that.");
        var failed = assertFailed(run("ai.reading", 1, QUESTION), "unsuitable", "never");
        assertThat(failed.error().message()).isEqualTo("I can't help with\uFFFDthat.");
    }

    @Test
    void anUnreadableAnswerIsAskedForAgain() throws Exception {
        primary.says("{\"suitable\":true,\"reas").says(READING);
        assertFailed(run("ai.reading", 1, QUESTION), "answer_unreadable", "later");
        assertThat(run("ai.reading", 2, QUESTION)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(primary.calls()).isEqualTo(2);
    }

    @Test
    void theFallbackAnswersWhereTheFirstFails() throws Exception {
        primary.fails(503, null);
        fallback.says(READING);
        var done = (Outcome.Succeeded) run("ai.reading", 1, QUESTION);
        assertThat(done.result()).contains("openai-fallback");
        assertThat(requireNonNull(done.cost()).provider()).isEqualTo("openai-fallback");
    }

    @Test
    void whatBothCannotAnswerIsTriedAgain() throws Exception {
        primary.fails(429, null);
        fallback.fails(503, null);
        assertFailed(run("ai.reading", 1, QUESTION), "provider_failed", "later");
    }

    @Test
    void aWrongRequestIsNobodyElsesToAnswer() throws Exception {
        primary.fails(400, null);
        fallback.says(READING);
        assertFailed(run("ai.reading", 1, QUESTION), "provider_refused", "never");
        assertThat(fallback.calls()).isZero();
    }

    @Test
    void aTextThatTheDocumentCarriesNeedsNoModel() throws Exception {
        var done =
                (Outcome.Succeeded)
                        run("ai.document_text", 1, "{\"text\":\"%s\"}".formatted("a".repeat(100)));
        assertThat(done.result()).endsWith("\"source\":\"embedded\"}");
        assertThat(done.cost()).isNull();
        assertThat(primary.calls()).isZero();
    }

    @Test
    void aPictureIsReadWhereTheTextIsShort() throws Exception {
        primary.says("{\"text\":\"Page one\"}");
        var payload =
                "{\"text\":\"%s\",\"image\":\"AAAA\",\"mediaType\":\"image/png\"}"
                        .formatted("a".repeat(99));
        var done = (Outcome.Succeeded) run("ai.document_text", 1, payload);
        assertThat(done.result()).startsWith("{\"text\":\"Page one\",\"source\":\"ocr\"");
    }

    @Test
    void aValuationIsOursAndOnlyItsScoresAreTheModels() throws Exception {
        primary.says("{\"keywordsPercent\":90,\"similarityPercent\":50,\"credits\":9999}");
        var payload = "{\"content\":\"one two three\",\"curriculum\":\"numbers\",\"level\":3}";
        var done = (Outcome.Succeeded) run("ai.valuation", 1, payload);
        // 60 % of 90 and 40 % of 50 are 74 %: 100 credits, x 0.5 for 3 words, x 1.2 for level 3.
        assertThat(done.result())
                .startsWith("{\"credits\":60,\"matchBasisPoints\":7400,\"keywordsPercent\":90,");
    }

    @Test
    void scoresThatAreNoneAreUnreadable() throws Exception {
        primary.says("{\"keywordsPercent\":101,\"similarityPercent\":50}");
        var payload = "{\"content\":\"one\",\"curriculum\":\"numbers\",\"level\":3}";
        assertFailed(run("ai.valuation", 1, payload), "answer_unreadable", "later");
    }

    @Test
    void rulesSayWhatAChatWantsIfNoModelDoes() throws Exception {
        primary.fails(500, null);
        fallback.fails(401, null);
        var done = (Outcome.Succeeded) run("ai.intent", 1, "{\"text\":\"send 5k to Ada\"}");
        assertThat(done.result())
                .isEqualTo(
                        "{\"intent\":\"transfer\",\"amount\":\"5000\",\"recipient\":\"Ada\",\"by\":\"rules\"}");
        assertThat(done.cost()).isNull();
        assertThat(jobs.metrics().of(Count.BY_RULES)).isEqualTo(1);
    }

    @Test
    void aModelsIntentIsTakenApart() throws Exception {
        primary.says("{\"intent\":\"transfer\",\"amount\":\"lots\",\"recipient\":\"Ada\"}");
        var done = (Outcome.Succeeded) run("ai.intent", 1, "{\"text\":\"give Ada lots\"}");
        assertThat(done.result())
                .startsWith(
                        "{\"intent\":\"transfer\",\"amount\":null,\"recipient\":\"Ada\",\"by\":\"model\"");
    }

    @Test
    void anInterruptionIsNotSwallowed() {
        primary.does((_, _) -> {
            throw new InterruptedException();
        });
        assertThatThrownBy(() -> run("ai.intent", 1, "{\"text\":\"hello\"}"))
                .isInstanceOf(InterruptedException.class);
        assertThat(fallback.calls()).isZero();
    }

    @Test
    void withoutAProviderAJobIsDeadAndFree() throws Exception {
        var none =
                AiJobs.of(KIT.system(), answers, AiSettings.from(ConfigFactory.load()), List.of());
        assertFailed(run(none, "ai.reading", 1, QUESTION), "no_provider", "never");
    }

    private static Outcome.Failed assertFailed(Outcome outcome, String code, String again) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        var failed = (Outcome.Failed) outcome;
        assertThat(failed.error().code()).isEqualTo(code);
        assertThat(failed.again())
                .isInstanceOf(again.equals("never") ? Again.Never.class : Again.Later.class);
        return failed;
    }

    /** A worker that dies when the answer is kept, and nothing is decided yet. */
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
