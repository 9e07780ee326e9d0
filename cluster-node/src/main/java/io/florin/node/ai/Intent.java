package io.florin.node.ai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.florin.node.ai.prompt.Prompt;
import io.florin.node.ai.provider.Request;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code ai.intent}: what somebody who writes to a bank wants. If no model has said it in time,
 * {@link IntentRules} do: a chat does not wait. It is a guess either way; whoever acts on it asks
 * the person first.
 */
record Intent(Prompt template, Screen screen, int maxTokens) implements Task<Intent.Said> {
    static final String KIND = "ai.intent";
    private static final int MAX_CHARS = 1_000;
    private static final int MAX_RECIPIENT_CHARS = 100;

    /** A message. */
    record Said(String text, @Nullable String language) {}

    @Override
    public String prompt() {
        return template.id();
    }

    @Override
    public Said read(String payload) throws PayloadFault {
        var fields = Fields.of(payload, screen);
        var said = new Said(fields.text("text", MAX_CHARS), fields.languageOrNull());
        fields.noOthers();
        return said;
    }

    @Override
    public Request request(Said said) {
        var language = Optional.ofNullable(said.language()).orElse("");
        var data = template.filled(Map.of("text", said.text(), "language", language));
        var shape = new Request.Shape("intent", template.schema());
        return new Request.Question(template.instructions(), data, null, shape, maxTokens);
    }

    @Override
    public Judgement judge(Said said, String answer) {
        var json = Json.parse(answer).orElse(Json.object());
        var intent = IntentRules.Wish.named(json.path("intent").asText(""));
        if (intent.isEmpty()) {
            return new Judgement.Unreadable("The model knows another intent than we do.");
        }
        var recipient = json.path("recipient").asText("").strip();
        boolean named = !recipient.isEmpty() && recipient.length() <= MAX_RECIPIENT_CHARS;
        var amount = IntentRules.amount(json.path("amount").asText(""));
        return new Judgement.Good(
                result(intent.get(), amount.orElse(null), named ? recipient : null, "model"));
    }

    @Override
    public ObjectNode insteadOfModel(Said said) {
        var guess = IntentRules.guess(said.text());
        return result(guess.wish(), guess.amount(), guess.recipient(), "rules");
    }

    private static ObjectNode result(
            IntentRules.Wish wish, @Nullable String amount, @Nullable String recipient, String by) {
        return Json.object()
                .put("intent", wish.word())
                .put("amount", amount)
                .put("recipient", recipient)
                .put("by", by);
    }
}
