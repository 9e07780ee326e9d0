package io.florin.sandbox.provider.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.florin.sandbox.provider.Answer;
import io.florin.sandbox.provider.Call;
import io.florin.sandbox.provider.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * What was said in a file. A file that is text says its text; of any other only the digest is
 * heard. whisper-1 bills seconds, the other models bill tokens.
 */
final class Transcriptions {
    private static final int BYTES_PER_SECOND = 16_000;
    private static final int WAV_HEADER = 44;
    private static final int WAV_RATE_AT = 28;
    private static final int AUDIO_TOKENS_PER_SECOND = 10;

    private Transcriptions() {}

    static Answer transcribe(Call call) {
        var form = Multipart.of(call);
        var file = form.bytes("file").orElseThrow(() -> OpenAiErrors.bad("file is required"));
        var model = form.text("model").orElseThrow(() -> OpenAiErrors.bad("model is required"));
        if (!model.startsWith("whisper-") && !model.contains("transcribe")) {
            throw OpenAiErrors.unknownModel(model);
        }
        if (file.length == 0) throw OpenAiErrors.bad("The audio file is empty.");
        var said = said(file);
        var seconds = seconds(file);
        var usage = model.startsWith("whisper-") ? ofSeconds(seconds) : ofTokens(seconds, said);
        var body = Json.object().put("text", said);
        return switch (form.text("response_format").orElse("json")) {
            case "json" -> {
                body.set("usage", usage);
                yield Answer.json(200, body);
            }
            case "verbose_json" -> {
                body.put("task", "transcribe").put("language", "english");
                body.put("duration", (double) seconds).putArray("segments");
                body.set("usage", usage);
                yield Answer.json(200, body);
            }
            case "text" -> Answer.text(said + "\n");
            case String other -> throw OpenAiErrors.bad("response_format '%s'".formatted(other));
        };
    }

    private static String said(byte[] file) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
            if (text.chars().noneMatch(c -> c < ' ' && !Character.isWhitespace(c))) {
                return text.strip();
            }
        } catch (CharacterCodingException _) {
            // Audio, then.
        }
        return "Simulated transcript " + Digest.of(file) + ".";
    }

    /** Whole seconds, begun ones counted. */
    private static long seconds(byte[] file) {
        var isWav =
                file.length > WAV_HEADER
                        && new String(file, 0, 4, StandardCharsets.US_ASCII).equals("RIFF");
        var rate =
                isWav
                        ? ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(WAV_RATE_AT)
                        : BYTES_PER_SECOND;
        var bytes = isWav ? file.length - WAV_HEADER : file.length;
        return rate <= 0 ? 1 : (bytes + (long) rate - 1) / rate;
    }

    private static ObjectNode ofSeconds(long seconds) {
        return Json.object().put("type", "duration").put("seconds", seconds);
    }

    private static ObjectNode ofTokens(long seconds, String said) {
        var audio = seconds * AUDIO_TOKENS_PER_SECOND;
        var output = Usage.tokens(said);
        var usage =
                Json.object()
                        .put("type", "tokens")
                        .put("input_tokens", audio)
                        .put("output_tokens", output)
                        .put("total_tokens", audio + output);
        usage.putObject("input_token_details").put("text_tokens", 0).put("audio_tokens", audio);
        return usage;
    }
}
