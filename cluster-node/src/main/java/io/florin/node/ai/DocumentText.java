package io.florin.node.ai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.florin.node.ai.prompt.Prompt;
import io.florin.node.ai.provider.Request;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code ai.document_text}: the text of a page. Text that the document itself carries is taken as
 * it is; only where there are less than 100 characters of it a model reads the picture.
 */
record DocumentText(Prompt template, Screen screen, int maxTokens)
        implements Task<DocumentText.Page> {
    static final String KIND = "ai.document_text";
    static final int ENOUGH_CHARS = 100;
    static final int MAX_IMAGE_CHARS = 60_000;
    private static final int MAX_TEXT_CHARS = 60_000;
    private static final int MAX_ANSWER_CHARS = 200_000;

    /** A page: its embedded text, and how it looks. */
    record Page(String text, Request.@Nullable Picture picture) {
        boolean isEnough() {
            return text.strip().length() >= ENOUGH_CHARS;
        }
    }

    @Override
    public String prompt() {
        return template.id();
    }

    @Override
    public Page read(String payload) throws PayloadFault {
        var fields = Fields.of(payload, screen);
        var text = fields.textOrNull("text", MAX_TEXT_CHARS);
        var image = fields.bytesOrNull("image", MAX_IMAGE_CHARS);
        var mediaType = fields.wordOrNull("mediaType", "image/(png|jpeg|webp|gif)");
        fields.noOthers();
        if ((image == null) != (mediaType == null)) {
            throw new PayloadFault("'image' and 'mediaType' stand together.");
        }
        var base64 = image == null ? "" : Base64.getEncoder().encodeToString(image);
        var page =
                new Page(
                        text == null ? "" : text,
                        mediaType == null ? null : new Request.Picture(mediaType, base64));
        if (page.picture() == null && !page.isEnough()) {
            throw new PayloadFault(
                    "Where there are less than %d characters of 'text' there is an 'image'."
                            .formatted(ENOUGH_CHARS));
        }
        return page;
    }

    @Override
    public @Nullable ObjectNode withoutModel(Page page) {
        if (!page.isEnough()) return null;
        return Json.object().put("text", page.text().strip()).put("source", "embedded");
    }

    @Override
    public Request request(Page page) {
        var data = template.filled(Map.of("embedded", page.text()));
        var shape = new Request.Shape("document_text", template.schema());
        return new Request.Question(
                template.instructions(), data, page.picture(), shape, maxTokens);
    }

    @Override
    public Judgement judge(Page page, String answer) {
        var json = Json.parse(answer).orElse(null);
        if (json == null || !json.path("text").isTextual()) {
            return new Judgement.Unreadable("The model's answer is not what was asked for.");
        }
        var text = json.path("text").textValue().strip();
        if (text.length() > MAX_ANSWER_CHARS) {
            return new Judgement.Unreadable("The model read more than stands on any page.");
        }
        return new Judgement.Good(Json.object().put("text", text).put("source", "ocr"));
    }
}
