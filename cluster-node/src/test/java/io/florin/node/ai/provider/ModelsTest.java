package io.florin.node.ai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.florin.node.ai.ScriptedModel;
import io.florin.node.ai.provider.AiMetrics.Count;
import io.florin.node.ai.provider.Answer.Completion;
import io.florin.node.ai.provider.Answer.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** When a provider is asked, when the next, and when none. */
class ModelsTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final Request REQUEST =
            new Request.Question("Obey.", "Hello", null, new Request.Shape("t", "{}"), 10);
    private static final long REST_MILLIS = 300;

    private final ScriptedModel first = new ScriptedModel("first");
    private final ScriptedModel second = new ScriptedModel("second");
    private final AiMetrics metrics = new AiMetrics();

    @AfterAll
    static void end() {
        KIT.shutdownTestKit();
    }

    private Models both() {
        return models(List.of(first, second));
    }

    private Models models(List<Model> models) {
        var lines = models.stream().map(m -> new Models.Line(m, Map.of("kind", "small"))).toList();
        return Models.of(lines, KIT.system(), 3, REST_MILLIS, metrics);
    }

    private static String ask(Models models) throws InterruptedException {
        var patience = new Models.Patience(Duration.ofSeconds(2), Duration.ofSeconds(5));
        return switch (models.complete("kind", REQUEST, patience)) {
            case Completion completion -> completion.text();
            case Fault fault -> fault.error().code();
        };
    }

    @Test
    void aProviderThatFailsInARowIsGivenARestAndThenTriedOnce() throws Exception {
        first.fails(500, null).fails(503, null).fails(408, null).fails(500, null).says("back");
        second.says("second");
        var models = both();
        for (int i = 0; i < 3; i++) assertThat(ask(models)).isEqualTo("second");
        awaitRest(models, true);
        assertThat(ask(models)).isEqualTo("second");
        assertThat(first.calls()).isEqualTo(3);
        // After the rest one call goes through, fails, and the rest begins again.
        await().atMost(Duration.ofSeconds(5))
                .until(() -> ask(models).equals("second") && first.calls() == 4);
        awaitRest(models, true);
        await().atMost(Duration.ofSeconds(5)).until(() -> ask(models).equals("back"));
        awaitRest(models, false);
        assertThat(ask(models)).isEqualTo("back");
        assertThat(metrics.of(Count.CIRCUITS_OPENED)).isEqualTo(2);
    }

    private static void awaitRest(Models models, boolean rests) {
        await().atMost(Duration.ofSeconds(5)).until(() -> models.rests("first") == rests);
    }

    @Test
    void anExhaustedQuotaGivesARestAtOnceAndTellsSomebody() throws Exception {
        first.fails(429, "insufficient_quota");
        second.says("second");
        var models = both();
        assertThat(ask(models)).isEqualTo("second");
        awaitRest(models, true);
        assertThat(ask(models)).isEqualTo("second");
        assertThat(first.calls()).isEqualTo(1);
        assertThat(metrics.of(Count.QUOTA_EXHAUSTED)).isEqualTo(1);
    }

    @Test
    void anExhaustedQuotaWithoutAFallbackIsTheEndOfTheJob() throws Exception {
        first.fails(429, "insufficient_quota");
        var models = models(List.of(first));
        assertThat(ask(models)).isEqualTo("provider_quota");
        awaitRest(models, true);
        assertThat(ask(models)).isEqualTo("provider_down");
    }

    @Test
    void aKeyThatIsRefusedGivesARestAtOnceAndTheNextOneIsAsked() throws Exception {
        first.fails(401, null);
        second.says("second");
        var models = both();
        assertThat(ask(models)).isEqualTo("second");
        awaitRest(models, true);
        assertThat(ask(models)).isEqualTo("second");
        assertThat(first.calls()).isEqualTo(1);
    }

    @Test
    void whatIsNotTheProvidersFaultGivesItNoRest() throws Exception {
        first.fails(400, null);
        second.says("second");
        var models = both();
        for (int i = 0; i < 9; i++) assertThat(ask(models)).isEqualTo("provider_refused");
        assertThat(models.rests("first")).isFalse();
        assertThat(first.calls()).isEqualTo(9);
        assertThat(second.calls()).isZero();
    }

    @Test
    void askingTooFastGivesNoRestEither() throws Exception {
        first.fails(429, "rate_limit_exceeded");
        second.says("second");
        var models = both();
        for (int i = 0; i < 9; i++) assertThat(ask(models)).isEqualTo("second");
        assertThat(first.calls()).isEqualTo(9);
    }

    @Test
    void anInterruptedTrialAfterARestBlocksNobody() throws Exception {
        first.fails(500, null).fails(500, null).fails(500, null);
        first.does((_, _) -> {
            throw new InterruptedException();
        });
        first.says("back");
        var models = models(List.of(first));
        for (int i = 0; i < 3; i++) ask(models);
        awaitRest(models, true);
        await().atMost(Duration.ofSeconds(5)).until(() -> isInterrupted(models));
        await().atMost(Duration.ofSeconds(5)).until(() -> ask(models).equals("back"));
    }

    private static boolean isInterrupted(Models models) {
        try {
            return ask(models).isEmpty();
        } catch (InterruptedException e) {
            return true;
        }
    }

    @Test
    void theLastOneHasAllTheTimeThatIsLeft() throws Exception {
        first.fails(500, null);
        second.says("second");
        ask(both());
        assertThat(first.lastPatience()).isEqualTo(Duration.ofSeconds(2));
        assertThat(second.lastPatience())
                .isBetween(Duration.ofMillis(2_001), Duration.ofSeconds(5));
    }

    @Test
    void withoutTimeNobodyIsAsked() throws Exception {
        first.says("first");
        var patience = new Models.Patience(Duration.ofSeconds(1), Duration.ofMillis(100));
        assertThat(both().complete("kind", REQUEST, patience))
                .isInstanceOfSatisfying(
                        Fault.class, it -> assertThat(it.error().code()).isEqualTo("no_time"));
        assertThat(first.calls()).isZero();
    }

    @Test
    void aKindWithoutAModelIsABugOfOurs() {
        var patience = new Models.Patience(Duration.ofSeconds(1), Duration.ofSeconds(1));
        assertThatThrownBy(() -> both().complete("other", REQUEST, patience))
                .hasMessageContaining("No model is set for other");
    }
}
