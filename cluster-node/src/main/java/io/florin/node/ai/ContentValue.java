package io.florin.node.ai;

import com.fasterxml.jackson.databind.JsonNode;
import io.florin.node.ai.prompt.Prompt;
import io.florin.node.ai.provider.Request;
import java.util.Map;

/**
 * {@code ai.valuation}: a model says how well content and curriculum match, {@link Valuation} says
 * what it is worth. Minting is for whoever reads the result: the wallet knows its limits.
 */
record ContentValue(Prompt template, Screen screen, int maxTokens)
        implements Task<ContentValue.Content> {
    static final String KIND = "ai.valuation";
    private static final int MAX_CONTENT_CHARS = 48_000;
    private static final int MAX_CURRICULUM_CHARS = 8_000;

    /** What somebody wants to teach, and what is to be taught. */
    record Content(String text, String curriculum, int level) {}

    @Override
    public String prompt() {
        return template.id();
    }

    @Override
    public Content read(String payload) throws PayloadFault {
        var fields = Fields.of(payload, screen);
        var content =
                new Content(
                        fields.text("content", MAX_CONTENT_CHARS),
                        fields.text("curriculum", MAX_CURRICULUM_CHARS),
                        fields.number("level", 1, Valuation.MAX_LEVEL));
        fields.noOthers();
        return content;
    }

    @Override
    public Request request(Content content) {
        var data =
                template.filled(
                        Map.of("content", content.text(), "curriculum", content.curriculum()));
        var shape = new Request.Shape("match", template.schema());
        return new Request.Question(template.instructions(), data, null, shape, maxTokens);
    }

    @Override
    public Judgement judge(Content content, String answer) {
        var json = Json.parse(answer).orElse(Json.object());
        var keywords = json.path("keywordsPercent");
        var similarity = json.path("similarityPercent");
        if (!isPercent(keywords) || !isPercent(similarity)) {
            return new Judgement.Unreadable("The model's scores are no whole percents.");
        }
        int match = Valuation.match(keywords.intValue(), similarity.intValue());
        int words = Valuation.words(content.text());
        return new Judgement.Good(
                Json.object()
                        .put("credits", Valuation.credits(match, words, content.level()))
                        .put("matchBasisPoints", match)
                        .put("keywordsPercent", keywords.intValue())
                        .put("similarityPercent", similarity.intValue())
                        .put("words", words)
                        .put("level", content.level())
                        .put("schedule", Valuation.SCHEDULE));
    }

    private static boolean isPercent(JsonNode node) {
        return node.isInt() && node.intValue() >= 0 && node.intValue() <= 100;
    }
}
