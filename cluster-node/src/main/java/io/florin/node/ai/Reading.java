package io.florin.node.ai;

import io.florin.node.ai.prompt.Prompt;
import io.florin.node.ai.provider.Request;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code ai.reading}: one call says whether a question is one for a reading, and reads. An
 * unsuitable question gives the price back.
 */
record Reading(Prompt template, Screen screen, int maxTokens) implements Task<Reading.Asked> {
    static final String KIND = "ai.reading";
    static final int MAX_QUESTION_CHARS = 1_000;
    static final int MAX_READING_CHARS = 20_000;
    private static final int MAX_CONTEXT_CHARS = 2_000;

    /** What a user wants to know. */
    record Asked(String question, @Nullable String context, @Nullable String language) {}

    @Override
    public String prompt() {
        return template.id();
    }

    @Override
    public Asked read(String payload) throws PayloadFault {
        var fields = Fields.of(payload, screen);
        var asked =
                new Asked(
                        fields.text("question", MAX_QUESTION_CHARS),
                        fields.textOrNull("context", MAX_CONTEXT_CHARS),
                        fields.languageOrNull());
        fields.noOthers();
        return asked;
    }

    @Override
    public Request request(Asked asked) {
        var data =
                template.filled(
                        Map.of(
                                "question", asked.question(),
                                "context", Optional.ofNullable(asked.context()).orElse(""),
                                "language", Optional.ofNullable(asked.language()).orElse("")));
        var shape = new Request.Shape("reading", template.schema());
        return new Request.Question(template.instructions(), data, null, shape, maxTokens);
    }

    @Override
    public Judgement judge(Asked asked, String answer) {
        var json = Json.parse(answer).orElse(null);
        if (json == null || !json.path("suitable").isBoolean()) {
            return new Judgement.Unreadable("The model's answer is not what was asked for.");
        }
        if (!json.path("suitable").booleanValue()) {
            var reason = json.path("reason").asText("").strip();
            return new Judgement.Unsuitable(
                    reason.isEmpty() ? "The question is not one for a reading." : reason);
        }
        var reading = json.path("reading").asText("").strip();
        if (reading.isEmpty() || reading.length() > MAX_READING_CHARS) {
            return new Judgement.Unreadable("The model gave no reading, or one without end.");
        }
        return new Judgement.Good(Json.object().put("reading", reading));
    }
}
