package io.florin.edge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.protocol.refusal.Refusal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    private static JsonObject parse(String text, Charset charset) throws Unfit {
        return StrictJson.parse(text.getBytes(charset));
    }

    @Test
    void everyKindOfValue() throws Unfit {
        var object =
                parse(
                        """
                        {"t":"ä\\n","w":-9223372036854775808,"o":[1.5,1e3,9223372036854775808],\
                        "f":[true,false],"n":null,"e":{}}\
                        """,
                        StandardCharsets.UTF_8);
        assertThat(object.members())
                .containsEntry("t", new JsonValue.Text("ä\n"))
                .containsEntry("w", new JsonValue.Whole(Long.MIN_VALUE))
                .containsEntry(
                        "o",
                        new JsonValue.Items(
                                List.of(
                                        new JsonValue.OtherNumber("1.5"),
                                        new JsonValue.OtherNumber("1e3"),
                                        new JsonValue.OtherNumber("9223372036854775808"))))
                .containsEntry(
                        "f",
                        new JsonValue.Items(
                                List.of(new JsonValue.Flag(true), new JsonValue.Flag(false))))
                .containsEntry("n", new JsonValue.Nothing())
                .containsEntry("e", JsonObject.EMPTY);
    }

    /** RFC 8259: between systems, JSON is UTF-8. */
    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16BE", "UTF-16LE", "UTF-32BE"})
    void onlyUtf8(String charset) {
        assertThatThrownBy(() -> parse("{\"a\":\"ä\"}", Charset.forName(charset)))
                .isInstanceOfSatisfying(
                        Unfit.class,
                        unfit -> assertThat(unfit.why()).isEqualTo(Refusal.JSON_MALFORMED));
    }

    @Test
    void aMemberThatComesTwiceIsRemembered() throws Unfit {
        var object = parse("{\"a\":1,\"b\":2,\"a\":3}", StandardCharsets.UTF_8);
        assertThat(object.duplicate()).isEqualTo("a");
        assertThat(object.get("a")).isEqualTo(new JsonValue.Whole(1));
    }

    @Test
    void aShapeThatLeavesAChoiceNeedsExactlyOne() throws Unfit {
        var a = Field.optional("a", Types.FLAG, "");
        var b = Field.optional("b", Types.FLAG, "");
        var c = Field.optional("c", Types.FLAG, "");
        var shape = Shape.of("Choice", a, b, c).either(List.of(a, b), List.of(c));
        assertThat(shape.takesNothing()).isFalse();
        assertThat(shape.read(flags("a", "b")).has(b)).isTrue();
        assertThat(shape.read(flags("c")).has(a)).isFalse();
        assertThatThrownBy(() -> shape.read(JsonObject.EMPTY)).hasMessage("Send a and b, or c.");
        assertThatThrownBy(() -> shape.read(flags("a"))).hasMessage("is missing.");
        assertThatThrownBy(() -> shape.read(flags("a", "b", "c")))
                .hasMessage("Send either a and b, or c.");
    }

    private static JsonObject flags(String... names) {
        var object = JsonObject.with();
        for (String name : names) object.flag(name, true);
        return object.build();
    }

    @Test
    void timesHaveSixDecimals() {
        assertThat(Times.text(Instant.parse("2026-01-02T03:04:05Z")))
                .isEqualTo("2026-01-02T03:04:05.000000Z");
        assertThat(Times.text(Instant.parse("2026-01-02T03:04:05.123456999Z")))
                .isEqualTo("2026-01-02T03:04:05.123456Z");
        assertThat(Times.parse("2026-01-02T03:04:05.5Z"))
                .contains(Instant.parse("2026-01-02T03:04:05.500Z"));
        assertThat(Times.parse("+12026-01-02T03:04:05Z")).isEmpty();
    }
}
