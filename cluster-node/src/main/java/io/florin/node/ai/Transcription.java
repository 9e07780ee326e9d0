package io.florin.node.ai;

import io.florin.node.ai.provider.Request;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code ai.transcription}: what is said in a recording. The recording stands in the payload:
 * nothing is fetched from an address that a client names.
 */
record Transcription(Screen screen) implements Task<Transcription.Heard> {
    static final String KIND = "ai.transcription";

    /** Base64 of 45,000 bytes: what a payload holds. */
    static final int MAX_AUDIO_CHARS = 60_000;

    static final int MAX_TEXT_CHARS = 100_000;
    private static final String FORMATS = "flac|m4a|mp3|mp4|mpeg|mpga|ogg|wav|webm";

    /** A recording. */
    record Heard(Request.Bytes audio, String format, @Nullable String language) {}

    @Override
    public @Nullable String prompt() {
        return null;
    }

    @Override
    public Heard read(String payload) throws PayloadFault {
        var fields = Fields.of(payload, screen);
        var audio = fields.bytesOrNull("audio", MAX_AUDIO_CHARS);
        var format = fields.wordOrNull("format", FORMATS);
        var language = fields.languageOrNull();
        if (audio == null) throw new PayloadFault("The payload lacks 'audio'.");
        if (format == null) throw new PayloadFault("The payload lacks 'format'.");
        fields.noOthers();
        return new Heard(new Request.Bytes(audio), format, language);
    }

    @Override
    public Request request(Heard heard) {
        var name = "recording." + heard.format().toLowerCase(Locale.ROOT);
        return new Request.Recording(heard.audio(), name, heard.language());
    }

    @Override
    public Judgement judge(Heard heard, String answer) {
        var text = answer.strip();
        if (text.length() > MAX_TEXT_CHARS) {
            return new Judgement.Unreadable("The model heard more than anybody can say.");
        }
        return new Judgement.Good(Json.object().put("text", text));
    }
}
