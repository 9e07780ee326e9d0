package io.florin.sandbox.ai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.florin.node.ai.prompt.Prompt;
import io.florin.node.ai.provider.AiMetrics;
import io.florin.node.ai.provider.AiMetrics.Count;
import io.florin.node.ai.provider.Answer;
import io.florin.node.ai.provider.Answer.Completion;
import io.florin.node.ai.provider.Answer.Fault;
import io.florin.node.ai.provider.Models;
import io.florin.node.ai.provider.OpenAiModel;
import io.florin.node.ai.provider.Request;
import io.florin.node.ai.provider.Usage;
import io.florin.node.job.Outcome.Again;
import io.florin.sandbox.provider.Json;
import io.florin.sandbox.provider.ProviderServer;
import io.florin.sandbox.provider.Surroundings;
import io.florin.sandbox.provider.Wire;
import io.florin.sandbox.provider.openai.OpenAiSimulator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our model speaks with the simulators through OpenAI's own client. */
class ModelsOnSimulatorTest {
    private static final String KEY = "sk-sim-ai";
    private static final Instant NOW = Instant.parse("2026-11-26T06:00:00Z");
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final Map<String, String> NAMES = Map.of("kind", "gpt-4o-mini");
    private static final Prompt PROMPT = Prompt.load("ai.reading", "1");

    private static final ProviderServer FIRST = simulator("openai");
    private static final ProviderServer SECOND = simulator("openai-fallback");
    private static final Wire WIRE = new Wire(FIRST.address(), "Bearer " + KEY);
    private static final OpenAiModel MODEL = model("openai", FIRST, KEY);
    private static final OpenAiModel FALLBACK = model("openai-fallback", SECOND, KEY);
    private static final ActorSystem<Void> SYSTEM =
            ActorSystem.create(
                    Behaviors.empty(),
                    "models",
                    ConfigFactory.parseString(
                                    """
                                    pekko.actor.provider = local
                                    pekko.coordinated-shutdown.exit-jvm = off
                                    """)
                            .withFallback(ConfigFactory.load()));

    private static ProviderServer simulator(String name) {
        var surroundings = new Surroundings(null, List.of(), InstantSource.system(), Duration.ZERO);
        return OpenAiSimulator.start(name, KEY, surroundings);
    }

    private static OpenAiModel model(String name, ProviderServer server, String key) {
        return OpenAiModel.connect(name, server.address() + "/v1", key, InstantSource.fixed(NOW));
    }

    @AfterAll
    static void close() {
        SYSTEM.terminate();
        MODEL.close();
        FALLBACK.close();
        WIRE.close();
        FIRST.close();
        SECOND.close();
    }

    @BeforeEach
    void forget() throws Exception {
        WIRE.ok("POST", "/_admin/reset", "{}");
    }

    private static Request question(String text, Request.@Nullable Picture picture) {
        var data = PROMPT.filled(Map.of("question", text, "context", "", "language", ""));
        var shape = new Request.Shape("reading", PROMPT.schema());
        return new Request.Question(PROMPT.instructions(), data, picture, shape, 500);
    }

    private static Answer ask(OpenAiModel model, String text) throws InterruptedException {
        return model.complete("gpt-4o-mini", question(text, null), WITHIN);
    }

    @Test
    void anAnswerFitsTheSchemaAndTellsItsUsage() throws Exception {
        var completion = (Completion) ask(MODEL, "Will it rain?");
        var answer = Json.parse(completion.text()).orElseThrow();
        assertThat(answer.path("suitable").asBoolean()).isTrue();
        assertThat(answer.path("reading").asText()).contains("Will it rain?");
        assertThat(completion.provider()).isEqualTo("openai");
        assertThat(completion.refusal()).isNull();
        var usage = (Usage.Tokens) completion.usage();
        assertThat(usage.input()).isPositive();
        assertThat(usage.output()).isPositive();
    }

    @Test
    void cachedTokensAreTold() throws Exception {
        var completion = (Completion) ask(MODEL, "long ".repeat(2_000));
        assertThat(((Usage.Tokens) completion.usage()).cached()).isPositive();
    }

    @Test
    void aPictureGoesAlong() throws Exception {
        var picture = new Request.Picture("image/png", "AAAA");
        assertThat(MODEL.complete("gpt-4o", question("See?", picture), WITHIN))
                .isInstanceOf(Completion.class);
    }

    @Test
    void aRecordingIsHeardAndBilledInBothShapes() throws Exception {
        var audio = new Request.Bytes("send 500 to Ada".getBytes(UTF_8));
        var recording = new Request.Recording(audio, "recording.ogg", "en");
        var byTokens = (Completion) MODEL.complete("gpt-4o-mini-transcribe", recording, WITHIN);
        assertThat(byTokens.text()).isEqualTo("send 500 to Ada");
        assertThat(byTokens.usage()).isEqualTo(new Usage.Tokens(10, 0, 10, 4, 0));
        var byTime = (Completion) MODEL.complete("whisper-1", recording, WITHIN);
        assertThat(byTime.usage()).isEqualTo(new Usage.Time(1_000));
    }

    @ParameterizedTest
    @CsvSource({
        "status 400,                    provider_refused, never",
        "status 401,                    provider_denied,  never",
        "status 404,                    provider_refused, never",
        "status 422,                    provider_refused, never",
        "status 408,                    provider_failed,  later",
        "status 409,                    provider_failed,  later",
        "status 500,                    provider_failed,  later",
        "status 503,                    provider_failed,  later",
        "status 429,                    provider_busy,    250",
        "status 429 insufficient_quota, provider_quota,   never",
        "time_out_after_success 0,      provider_failed,  later"
    })
    void anErrorMeansWhatTheRuleSaysAndIsNotRepeatedByTheSdk(
            String fault, String code, String again) throws Exception {
        WIRE.arm("{\"path\":\"/v1/chat\",\"kind\":\"%s\"}".formatted(fault));
        var failed = (Fault) ask(MODEL, "?");
        assertThat(failed.error().code()).isEqualTo(code);
        assertThat(said(failed.again())).isEqualTo(again);
        assertThat(WIRE.calls().path("total").asInt()).isEqualTo(1);
    }

    private static String said(Again again) {
        return switch (again) {
            case Again.Never() -> "never";
            case Again.Later() -> "later";
            case Again.NotBefore(var at) -> "" + Duration.between(NOW, at).toMillis();
        };
    }

    @Test
    void aStallIsGivenUpInTime() throws Exception {
        WIRE.arm("{\"path\":\"/v1/chat\",\"kind\":\"stall 20000\"}");
        long began = System.nanoTime();
        var failed =
                (Fault) MODEL.complete("gpt-4o-mini", question("?", null), Duration.ofMillis(600));
        assertThat(failed.error().code()).isEqualTo("provider_failed");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void anInterruptedCallEndsAtOnce() throws Exception {
        WIRE.arm("{\"path\":\"/v1/chat\",\"kind\":\"stall 20000\"}");
        var thrown = new AtomicReference<Object>();
        var caller =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                thrown.set(
                                        MODEL.complete(
                                                "gpt-4o-mini",
                                                question("?", null),
                                                Duration.ofSeconds(15)));
                            } catch (InterruptedException e) {
                                thrown.set(e);
                            }
                        });
        // The fault is taken away from the armed ones by the call.
        await().atMost(WITHIN)
                .until(() -> !WIRE.ok("GET", "/_admin/faults", "").toString().contains("Stall"));
        caller.interrupt();
        await().atMost(Duration.ofSeconds(5)).until(() -> thrown.get() != null);
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void theFallbackAnswersWhileTheFirstHasNoQuota() throws Exception {
        var metrics = new AiMetrics();
        var lines = List.of(new Models.Line(MODEL, NAMES), new Models.Line(FALLBACK, NAMES));
        var models = Models.of(lines, SYSTEM, 5, 60_000, metrics);
        WIRE.arm("{\"path\":\"/v1/chat\",\"kind\":\"status 429 insufficient_quota\"}");
        var patience = new Models.Patience(Duration.ofSeconds(5), WITHIN);
        for (int i = 0; i < 2; i++) {
            var answer = models.complete("kind", question("Who?", null), patience);
            assertThat(((Completion) answer).provider()).isEqualTo("openai-fallback");
            await().atMost(WITHIN).until(() -> models.rests("openai"));
        }
        assertThat(WIRE.calls().path("total").asInt()).isEqualTo(1);
        assertThat(metrics.of(Count.QUOTA_EXHAUSTED)).isEqualTo(1);
    }

    @Test
    void nobodyListensThere() throws Exception {
        var gone =
                OpenAiModel.connect("openai", "http://127.0.0.1:9/v1", KEY, InstantSource.system());
        assertThat(((Fault) ask(gone, "?")).error().code()).isEqualTo("provider_failed");
        gone.close();
        assertThatThrownBy(() ->
                        OpenAiModel.connect("openai", "no address", KEY, InstantSource.system()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
