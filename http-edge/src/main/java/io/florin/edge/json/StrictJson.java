package io.florin.edge.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.florin.edge.json.JsonValue.Flag;
import io.florin.edge.json.JsonValue.Items;
import io.florin.edge.json.JsonValue.Nothing;
import io.florin.edge.json.JsonValue.OtherNumber;
import io.florin.edge.json.JsonValue.Text;
import io.florin.edge.json.JsonValue.Whole;
import io.florin.protocol.refusal.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Reads one JSON object from UTF-8 bytes, and nothing after it. */
public final class StrictJson {
    /** Our deepest request has four levels. */
    public static final int MAX_DEPTH = 16;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build();

    private StrictJson() {}

    /** Throws with {@link Refusal#JSON_MALFORMED} and a sentence that says where. */
    public static JsonObject parse(byte[] bytes) throws Unfit {
        if (bytes.length == 0) throw malformed("The body is empty; send one JSON object.");
        try (var parser = FACTORY.createParser(bytes)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw malformed("The body is not a JSON object.");
            }
            var object = object(parser);
            if (parser.nextToken() != null) {
                throw malformed("The body goes on after its JSON object.");
            }
            return object;
        } catch (JsonProcessingException e) {
            throw malformed("The body is not well-formed JSON" + place(e));
        } catch (IOException e) {
            throw malformed("The body is not UTF-8.");
        }
    }

    private static JsonObject object(JsonParser parser) throws IOException {
        var builder = JsonObject.with();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            builder.value(name, value(parser, parser.nextToken()));
        }
        return builder.build();
    }

    private static Items items(JsonParser parser) throws IOException {
        var values = new ArrayList<JsonValue>();
        for (var token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            values.add(value(parser, token));
        }
        return new Items(values);
    }

    private static JsonValue value(JsonParser parser, @Nullable JsonToken token)
            throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> items(parser);
            case VALUE_STRING -> new Text(parser.getText());
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> new OtherNumber(parser.getText());
            case VALUE_TRUE -> new Flag(true);
            case VALUE_FALSE -> new Flag(false);
            case VALUE_NULL -> new Nothing();
            case FIELD_NAME, END_OBJECT, END_ARRAY, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw new IllegalStateException("No JSON value begins with " + token);
            case null -> throw new IllegalStateException("The parser ends inside a value.");
        };
    }

    private static JsonValue whole(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? new OtherNumber(parser.getText())
                : new Whole(parser.getLongValue());
    }

    private static String place(JsonProcessingException e) {
        var location = e.getLocation();
        return location == null
                ? "."
                : " near line %d, column %d."
                        .formatted(location.getLineNr(), location.getColumnNr());
    }

    private static Unfit malformed(String sentence) {
        return new Unfit(Refusal.JSON_MALFORMED, sentence);
    }
}
