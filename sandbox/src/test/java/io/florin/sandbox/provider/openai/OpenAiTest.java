package io.florin.sandbox.provider.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.ResponseFormatJsonObject;
import com.openai.models.audio.transcriptions.Transcription;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.florin.sandbox.provider.Json;
import io.florin.sandbox.provider.ProviderServer;
import io.florin.sandbox.provider.Surroundings;
import io.florin.sandbox.provider.Wire;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenAI's own client believes that it speaks with OpenAI. */
class OpenAiTest {
    private static final String KEY = "sk-sim-1";
    private static final ProviderServer SERVER =
            OpenAiSimulator.start(
                    "openai",
                    KEY,
                    new Surroundings(null, List.of(), InstantSource.system(), Duration.ZERO));
    private static final Wire WIRE = new Wire(SERVER.address(), "Bearer " + KEY);
    private static OpenAIClient openai;

    @BeforeAll
    static void connect() {
        openai = client(KEY);
    }

    private static OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .apiKey(key)
                .baseUrl(SERVER.address() + "/v1")
                .maxRetries(0)
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    @AfterAll
    static void close() {
        openai.close();
        WIRE.close();
        SERVER.close();
    }

    @BeforeEach
    void forget() throws Exception {
        WIRE.ok("POST", "/_admin/reset", "{}");
    }

    @Test
    void theAnswerFollowsFromTheRequest() {
        var first = content(chat("gpt-4o-mini", "Will it rain?"));
        assertThat(first).contains("Will it rain?");
        assertThat(content(chat("gpt-4o-mini", "Will it rain?"))).isEqualTo(first);
        assertThat(content(chat("gpt-4o-mini", "Will it snow?"))).isNotEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        // model,     characters, prompt, cached, reasoning
        "gpt-4o-mini, 400,        100,    0,      0",
        "gpt-4o-mini, 8000,       2000,   896,    0",
        "o4-mini,     400,        100,    0,      128"
    })
    void usageIsWhatIsBilled(
            String model, int characters, long prompt, long cached, long reasoning) {
        var completion = chat(model, "x".repeat(characters));
        var usage = completion.usage().orElseThrow();
        assertThat(usage.promptTokens()).isEqualTo(prompt);
        assertThat(usage.promptTokensDetails().orElseThrow().cachedTokens()).hasValue(cached);
        assertThat(usage.completionTokensDetails().orElseThrow().reasoningTokens())
                .hasValue(reasoning);
        assertThat(usage.completionTokens())
                .isEqualTo((content(completion).length() + 3) / 4 + reasoning);
        assertThat(usage.totalTokens()).isEqualTo(prompt + usage.completionTokens());
    }

    @Test
    void jsonIsAnsweredWhereJsonIsAskedFor() {
        var completion =
                openai.chat()
                        .completions()
                        .create(
                                ask("gpt-4o-mini", "Price?")
                                        .responseFormat(ResponseFormatJsonObject.builder().build())
                                        .build());
        assertThat(Json.parse(content(completion)).orElseThrow().path("answer").asText())
                .contains("Price?");
    }

    @Test
    void aSchemaIsFitted() throws Exception {
        var answer =
                WIRE.ok(
                        "POST",
                        "/v1/chat/completions",
                        """
                        {"model": "gpt-4o", "messages": [{"role": "user", "content": "Sort this."}],
                         "response_format": {"type": "json_schema", "json_schema": {"name": "n", "schema":
                          {"type": "object", "properties": {
                           "level": {"type": "string", "enum": ["easy", "hard"]},
                           "percent": {"type": "integer", "minimum": 20},
                           "topics": {"type": "array", "minItems": 2, "items": {"type": "string"}},
                           "suitable": {"type": "boolean"}}}}}}
                        """
                                .strip());
        var content = answer.path("choices").path(0).path("message").path("content").asText();
        var fitted = Json.parse(content).orElseThrow();
        assertThat(fitted.path("level").asText()).isIn("easy", "hard");
        assertThat(fitted.path("percent").asInt()).isEqualTo(20);
        assertThat(fitted.path("topics")).hasSize(2);
        assertThat(fitted.path("suitable").asBoolean()).isTrue();
    }

    @Test
    void aResponseIsBilledInItsOwnWords() throws Exception {
        var response =
                WIRE.ok(
                        "POST",
                        "/v1/responses",
                        "{\"model\":\"gpt-5\",\"input\":\"Hi\",\"reasoning\":{\"effort\":\"low\"}}");
        assertThat(response.path("usage").path("input_tokens").asInt()).isEqualTo(1);
        assertThat(
                        response.path("usage")
                                .path("output_tokens_details")
                                .path("reasoning_tokens")
                                .asInt())
                .isEqualTo(64);
    }

    @Test
    void whisperBillsSeconds() {
        var usage = transcribe("whisper-1", new byte[40_000]).usage().orElseThrow();
        assertThat(usage.asDuration().seconds()).isEqualTo(3);
    }

    @Test
    void theOtherModelsBillTokensAndHearWhatIsText() {
        var heard = transcribe("gpt-4o-mini-transcribe", "send 500 to Ada".getBytes(UTF_8));
        assertThat(heard.text()).isEqualTo("send 500 to Ada");
        var tokens = heard.usage().orElseThrow().asTokens();
        assertThat(tokens.inputTokens()).isEqualTo(10);
        assertThat(tokens.outputTokens()).isEqualTo(4);
        assertThat(tokens.inputTokenDetails().orElseThrow().audioTokens()).hasValue(10L);
    }

    @ParameterizedTest
    @CsvSource({
        "status 400,                    400,",
        "status 401,                    401, invalid_api_key",
        "status 404,                    404, not_found",
        "status 429,                    429, rate_limit_exceeded",
        "status 429 insufficient_quota, 429, insufficient_quota",
        "status 500,                    500,",
        "status 503,                    503,"
    })
    void anErrorHasItsShape(String fault, int status, String code) throws Exception {
        WIRE.arm("{\"path\":\"/v1/chat\",\"kind\":\"%s\"}".formatted(fault));
        assertThatThrownBy(() -> chat("gpt-4o-mini", "?"))
                .isInstanceOfSatisfying(
                        OpenAIServiceException.class,
                        e -> {
                            assertThat(e.statusCode()).isEqualTo(status);
                            assertThat(e.code().orElse(null)).isEqualTo(code);
                        });
        assertThat(content(chat("gpt-4o-mini", "?"))).isNotEmpty();
        assertThat(WIRE.calls().path("total").asInt()).isEqualTo(2);
    }

    @Test
    void onlyTheRateSaysWhenToComeBack() throws Exception {
        WIRE.arm("{\"kind\":\"status 429\"}");
        WIRE.arm("{\"kind\":\"status 429 insufficient_quota\"}");
        for (var said : List.of(List.of("250"), List.<String>of())) {
            assertThatThrownBy(() -> chat("gpt-4o-mini", "?"))
                    .isInstanceOfSatisfying(
                            RateLimitException.class,
                            e -> assertThat(e.headers().values("retry-after-ms")).isEqualTo(said));
        }
    }

    @Test
    void thePromptItselfCanTellAFault() {
        assertThatThrownBy(() -> chat("gpt-4o-mini", "Hello [florin-fault status 503]"))
                .isInstanceOf(InternalServerException.class);
    }

    @Test
    void aDroppedAnswerIsNoAnswer() throws Exception {
        WIRE.arm("{\"kind\":\"time_out_after_success 0\",\"count\":2}");
        assertThatThrownBy(() -> chat("gpt-4o-mini", "?")).isInstanceOf(OpenAIIoException.class);
    }

    @Test
    void whatIsWrongInTheRequestIsRefused() {
        assertThatThrownBy(() -> chat("llama-9", "?")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> transcribe("whisper-1", new byte[0]))
                .isInstanceOf(BadRequestException.class);
        var stranger = client("sk-other");
        assertThatThrownBy(() -> stranger.chat().completions().create(ask("gpt-4o", "?").build()))
                .isInstanceOf(UnauthorizedException.class);
    }

    private static ChatCompletionCreateParams.Builder ask(String model, String question) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage(question);
    }

    private static ChatCompletion chat(String model, String question) {
        return openai.chat().completions().create(ask(model, question).build());
    }

    private static String content(ChatCompletion completion) {
        return completion.choices().getFirst().message().content().orElseThrow();
    }

    private static Transcription transcribe(String model, byte[] file) {
        var params = TranscriptionCreateParams.builder().model(model).file(file).build();
        return openai.audio().transcriptions().create(params).asTranscription();
    }
}
