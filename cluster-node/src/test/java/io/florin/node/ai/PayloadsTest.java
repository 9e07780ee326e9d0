package io.florin.node.ai;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before any money is held. */
class PayloadsTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final AiJobs JOBS =
            AiJobs.of(
                    KIT.system(),
                    new MemoryAnswers(),
                    AiSettings.from(
                            ConfigFactory.parseString(
                                            "florin.ai.screen.banned = [\"Bad Word\", curse]")
                                    .withFallback(ConfigFactory.load())),
                    List.of());

    @AfterAll
    static void end() {
        KIT.shutdownTestKit();
    }

    private static String fault(String kind, String payload) {
        return requireNonNull(JOBS.handlers().get(kind)).payload().fault(payload).orElse("taken");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            textBlock =
                    """
                    ai.reading        ; {'question':'Will it rain?'} ; taken
                    ai.reading        ; {'question':'Q','context':'C','language':'th'} ; taken
                    ai.reading        ; {'question':null} ; The payload lacks 'question'.
                    ai.reading        ; {'question':7} ; 'question' is a string.
                    ai.reading        ; {'question':' '} ; 'question' is empty.
                    ai.reading        ; {'question':'a\\u0007b'} ; 'question' has control characters in it.
                    ai.reading        ; {'question':'a\\ud83d'} ; 'question' has control characters in it.
                    ai.reading        ; {'question':'Is this a BAD, word?'} ; 'question' is unsuitable.
                    ai.reading        ; {'question':'Q','context':'ｃｕｒｓｅ'} ; 'context' is unsuitable.
                    ai.reading        ; {'question':'An accursed thing?'} ; taken
                    ai.reading        ; {'question':'Q','language':'TH!'} ; 'language' must match [a-z]{2,3}.
                    ai.reading        ; {'question':'Q','wallet':'w'} ; Nobody knows the field 'wallet'.
                    ai.reading        ; {'question':'Q','question':'R'} ; The payload is one JSON object.
                    ai.reading        ; {'question':'Q'} {} ; The payload is one JSON object.
                    ai.reading        ; ['question'] ; The payload is one JSON object.
                    ai.transcription  ; {'audio':'AAAA','format':'ogg'} ; taken
                    ai.transcription  ; {'audio':'AAAA'} ; The payload lacks 'format'.
                    ai.transcription  ; {'format':'ogg'} ; The payload lacks 'audio'.
                    ai.transcription  ; {'audio':'A*','format':'ogg'} ; 'audio' is base64 of at least one byte.
                    ai.transcription  ; {'audio':'','format':'ogg'} ; 'audio' is base64 of at least one byte.
                    ai.transcription  ; {'audio':'https://x.y/z','format':'ogg'} ; 'audio' is base64 of at least one byte.
                    ai.document_text  ; {'text':'short'} ; Where there are less than 100 characters of 'text' there is an 'image'.
                    ai.document_text  ; {'image':'AAAA'} ; 'image' and 'mediaType' stand together.
                    ai.document_text  ; {'image':'AAAA','mediaType':'image/png'} ; taken
                    ai.document_text  ; {'image':'AAAA','mediaType':'text/html'} ; 'mediaType' must match image/(png|jpeg|webp|gif).
                    ai.valuation      ; {'content':'C','curriculum':'K','level':5} ; taken
                    ai.valuation      ; {'content':'C','curriculum':'K','level':6} ; 'level' is a whole number, 1 to 5.
                    ai.valuation      ; {'content':'C','curriculum':'K','level':1.5} ; 'level' is a whole number, 1 to 5.
                    ai.valuation      ; {'content':'C','level':1} ; The payload lacks 'curriculum'.
                    ai.intent         ; {'text':'hello'} ; taken
                    ai.intent         ; {} ; The payload lacks 'text'.
                    """)
    void aPayloadIsWhatItsKindTakes(String kind, String payload, String fault) {
        assertThat(fault(kind, payload.replace('\'', '"'))).isEqualTo(fault);
    }

    @Test
    void aTextHasABound() {
        var payload = "{\"question\":\"%s\"}";
        assertThat(fault("ai.reading", payload.formatted("a".repeat(1_000)))).isEqualTo("taken");
        assertThat(fault("ai.reading", payload.formatted("a".repeat(1_001))))
                .isEqualTo("'question' has at most 1000 characters.");
    }

    @Test
    void aBannedPhraseHasLetters() {
        assertThatThrownBy(() -> new Screen(List.of("!"))).hasMessageContaining("florin.ai.screen");
    }
}
