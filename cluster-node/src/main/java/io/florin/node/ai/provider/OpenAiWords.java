package io.florin.node.ai.provider;

import com.openai.core.JsonValue;
import com.openai.core.MultipartField;
import com.openai.core.ObjectMappers;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.audio.transcriptions.Transcription;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletion.Choice.FinishReason;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionUsage;
import io.florin.node.ai.provider.Answer.Completion;
import io.florin.persistence.trace.LogTrace;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests and answers in OpenAI's words. */
final class OpenAiWords {
    private OpenAiWords() {}

    static ChatCompletionCreateParams asked(String model, Request.Question question) {
        var params =
                ChatCompletionCreateParams.builder()
                        .model(model)
                        .addSystemMessage(question.instructions())
                        .maxCompletionTokens(question.maxTokens())
                        .responseFormat(format(question.shape()));
        LogTrace.headers().forEach(params::putAdditionalHeader);
        var picture = question.picture();
        if (picture == null) return params.addUserMessage(question.data()).build();
        var url = "data:%s;base64,%s".formatted(picture.mediaType(), picture.base64());
        var image = ChatCompletionContentPartImage.ImageUrl.builder().url(url).build();
        return params.addUserMessageOfArrayOfContentParts(
                        List.of(
                                ChatCompletionContentPart.ofText(
                                        ChatCompletionContentPartText.builder()
                                                .text(question.data())
                                                .build()),
                                ChatCompletionContentPart.ofImageUrl(
                                        ChatCompletionContentPartImage.builder()
                                                .imageUrl(image)
                                                .build())))
                .build();
    }

    private static ResponseFormatJsonSchema format(Request.Shape shape) {
        var schema = ResponseFormatJsonSchema.JsonSchema.Schema.builder();
        try {
            ObjectMappers.jsonMapper()
                    .readTree(shape.schema())
                    .properties()
                    .forEach(property ->
                            schema.putAdditionalProperty(
                                    property.getKey(),
                                    JsonValue.fromJsonNode(property.getValue())));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("The schema " + shape.name() + " is no JSON.", e);
        }
        var named =
                ResponseFormatJsonSchema.JsonSchema.builder()
                        .name(shape.name())
                        .strict(true)
                        .schema(schema.build())
                        .build();
        return ResponseFormatJsonSchema.builder().jsonSchema(named).build();
    }

    static Completion answered(String provider, ChatCompletion completion) {
        var usage = completion.usage().map(OpenAiWords::tokens).orElse(null);
        if (completion.choices().isEmpty()) {
            throw new OpenAIInvalidDataException("There is no choice in the answer.");
        }
        var choice = completion.choices().getFirst();
        var message = choice.message();
        var refusal = message.refusal().filter(text -> !text.isBlank()).orElse(null);
        if (refusal == null && choice.finishReason().equals(FinishReason.CONTENT_FILTER)) {
            refusal = "The provider's filter held the answer back.";
        }
        var text = refusal == null ? message.content().orElse("") : "";
        return new Completion(provider, completion.model(), text, refusal, usage);
    }

    private static Usage tokens(CompletionUsage usage) {
        var prompt = usage.promptTokensDetails();
        var completion = usage.completionTokensDetails();
        long audio = part(prompt.flatMap(it -> it.audioTokens()).orElse(0L), usage.promptTokens());
        long cached = prompt.flatMap(it -> it.cachedTokens()).orElse(0L);
        long reasoning = completion.flatMap(it -> it.reasoningTokens()).orElse(0L);
        return new Usage.Tokens(
                usage.promptTokens(),
                part(cached, usage.promptTokens() - audio),
                audio,
                usage.completionTokens(),
                part(reasoning, usage.completionTokens()));
    }

    /** What providers say of parts does not always add up; the whole is what they bill. */
    private static long part(long part, long whole) {
        return Math.clamp(part, 0, whole);
    }

    static TranscriptionCreateParams played(String model, Request.Recording recording) {
        InputStream audio = new ByteArrayInputStream(recording.audio().toArray());
        var params =
                TranscriptionCreateParams.builder()
                        .model(model)
                        .file(
                                MultipartField.<InputStream>builder()
                                        .value(audio)
                                        .filename(recording.fileName())
                                        .build());
        LogTrace.headers().forEach(params::putAdditionalHeader);
        if (recording.language() != null) params.language(recording.language());
        return params.build();
    }

    static Completion heard(String provider, String model, TranscriptionCreateResponse response) {
        var heard = response.asTranscription();
        var usage = heard.usage().map(OpenAiWords::usage).orElse(null);
        return new Completion(provider, model, heard.text(), null, usage);
    }

    private static @Nullable Usage usage(Transcription.Usage usage) {
        if (usage.isDuration()) {
            return new Usage.Time((long) Math.ceil(usage.asDuration().seconds() * 1_000));
        }
        if (!usage.isTokens()) return null;
        var tokens = usage.asTokens();
        long audio =
                tokens.inputTokenDetails()
                        .flatMap(it -> it.audioTokens())
                        .orElse(tokens.inputTokens());
        return new Usage.Tokens(
                tokens.inputTokens(),
                0,
                part(audio, tokens.inputTokens()),
                tokens.outputTokens(),
                0);
    }
}
