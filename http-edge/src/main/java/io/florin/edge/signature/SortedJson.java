package io.florin.edge.signature;

import io.florin.edge.json.JsonBytes;
import io.florin.edge.json.JsonObject;
import io.florin.edge.json.JsonValue;
import io.florin.edge.json.JsonValue.Items;
import io.florin.edge.json.JsonValue.Scalar;
import io.florin.edge.json.StrictJson;
import io.florin.edge.json.Unfit;
import io.florin.protocol.refusal.Refusal;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeMap;

/**
 * JSON without white space, with the members of every object in the order of their names. Numbers
 * stay as they were written.
 */
public final class SortedJson {
    private SortedJson() {}

    /** Empty if the bytes are not one JSON object, or one of its objects has a member twice. */
    static Optional<byte[]> of(byte[] body) {
        try {
            return of(StrictJson.parse(body));
        } catch (Unfit e) {
            return Optional.empty();
        }
    }

    /** Empty if one of the value's objects has a member twice. */
    public static Optional<byte[]> of(JsonValue value) {
        try {
            return Optional.of(JsonBytes.of(sorted(value)));
        } catch (Unfit e) {
            return Optional.empty();
        }
    }

    private static JsonValue sorted(JsonValue value) throws Unfit {
        return switch (value) {
            case Scalar scalar -> scalar;
            case Items(var values) -> {
                var items = new ArrayList<JsonValue>(values.size());
                for (var item : values) items.add(sorted(item));
                yield new Items(items);
            }
            case JsonObject object -> {
                if (object.duplicate() != null) {
                    throw new Unfit(Refusal.FIELD_DUPLICATE, "is there twice.");
                }
                var members = new TreeMap<String, JsonValue>();
                for (var member : object.members().entrySet()) {
                    members.put(member.getKey(), sorted(member.getValue()));
                }
                yield new JsonObject(members, null);
            }
        };
    }
}
