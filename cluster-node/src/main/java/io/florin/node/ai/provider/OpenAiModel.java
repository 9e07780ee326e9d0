package io.florin.node.ai.provider;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.RequestOptions;
import com.openai.core.Timeout;
import com.openai.core.http.Headers;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whoever speaks OpenAI's interface. The SDK never repeats a call: jobs do. */
public final class OpenAiModel implements Model {
    private static final Logger LOG = LoggerFactory.getLogger(OpenAiModel.class);
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    private final String provider;
    private final OpenAIClient client;
    private final InstantSource clock;

    private OpenAiModel(String provider, OpenAIClient client, InstantSource clock) {
        this.provider = provider;
        this.client = client;
        this.clock = clock;
    }

    public static OpenAiModel connect(
            String provider, String baseUrl, String apiKey, InstantSource clock) {
        var client =
                OpenAIOkHttpClient.builder()
                        .baseUrl(baseUrl)
                        .apiKey(apiKey)
                        .maxRetries(0)
                        .followRedirects(false)
                        .build();
        return new OpenAiModel(provider, client, clock);
    }

    @Override
    public String provider() {
        return provider;
    }

    @Override
    public Answer complete(String name, Request request, Duration within)
            throws InterruptedException {
        if (Thread.interrupted()) throw new InterruptedException();
        var options = RequestOptions.builder().timeout(timeout(within)).build();
        try {
            return switch (request) {
                case Request.Question question ->
                        OpenAiWords.answered(
                                provider,
                                client.chat()
                                        .completions()
                                        .create(OpenAiWords.asked(name, question), options));
                case Request.Recording recording ->
                        OpenAiWords.heard(
                                provider,
                                name,
                                client.audio()
                                        .transcriptions()
                                        .create(OpenAiWords.played(name, recording), options));
            };
        } catch (OpenAIServiceException e) {
            return Faults.of(provider, refusal(e), clock.instant());
        } catch (OpenAIException | IllegalArgumentException e) {
            // An interrupted call fails as one without an answer.
            if (Thread.interrupted()) throw interrupted(e);
            LOG.info("{} gave no answer: {}", provider, e.toString());
            return Faults.unheard(provider);
        }
    }

    private static InterruptedException interrupted(RuntimeException cause) {
        var interrupted = new InterruptedException("The call was broken off.");
        interrupted.initCause(cause);
        return interrupted;
    }

    private static Timeout timeout(Duration within) {
        var connect = within.compareTo(CONNECT_WITHIN) < 0 ? within : CONNECT_WITHIN;
        return Timeout.builder()
                .request(within)
                .connect(connect)
                .read(within)
                .write(within)
                .build();
    }

    private static Faults.Refusal refusal(OpenAIServiceException e) {
        return new Faults.Refusal(
                e.statusCode(),
                e.code().orElse(null),
                e.type().orElse(null),
                first(e.headers(), "retry-after-ms"),
                first(e.headers(), "Retry-After"));
    }

    private static @Nullable String first(Headers headers, String name) {
        var values = headers.values(name);
        return values.isEmpty() ? null : values.getFirst();
    }

    @Override
    public void close() {
        client.close();
    }
}
