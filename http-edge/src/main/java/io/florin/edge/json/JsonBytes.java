package io.florin.edge.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.florin.edge.json.JsonValue.Flag;
import io.florin.edge.json.JsonValue.Items;
import io.florin.edge.json.JsonValue.Nothing;
import io.florin.edge.json.JsonValue.OtherNumber;
import io.florin.edge.json.JsonValue.Text;
import io.florin.edge.json.JsonValue.Whole;
import io.florin.edge.json.JsonValue.Written;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes JSON as UTF-8: equal values give equal bytes, for ever, without white space. */
public final class JsonBytes {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonBytes() {}

    public static byte[] of(JsonValue value) {
        try (var bytes = new ByteArrayBuilder();
                var out = FACTORY.createGenerator(bytes)) {
            write(value, out);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory is written without failure.", e);
        }
    }

    private static void write(JsonValue value, JsonGenerator out) throws IOException {
        switch (value) {
            case Text(var text) -> out.writeString(text);
            case Whole(var number) -> out.writeNumber(number);
            case Flag(var flag) -> out.writeBoolean(flag);
            case Nothing() -> out.writeNull();
            case OtherNumber(var text) -> out.writeNumber(text);
            case Written(var json) -> out.writeRawValue(json);
            case Items(var values) -> {
                out.writeStartArray();
                for (var item : values) write(item, out);
                out.writeEndArray();
            }
            case JsonObject object -> {
                out.writeStartObject();
                for (var member : object.members().entrySet()) {
                    out.writeFieldName(member.getKey());
                    write(member.getValue(), out);
                }
                out.writeEndObject();
            }
        }
    }
}
