package io.florin.edge.json;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object whose members keep their order; {@code duplicate} is a name that came twice. */
public record JsonObject(Map<String, JsonValue> members, @Nullable String duplicate)
        implements JsonValue {
    public static final JsonObject EMPTY = new JsonObject(Map.of(), null);

    public JsonObject {
        members = Collections.unmodifiableMap(members);
    }

    public @Nullable JsonValue get(String name) {
        return members.get(name);
    }

    public static Builder with() {
        return new Builder();
    }

    /** Members in the order in which they are added; what is null is left out. */
    public static final class Builder {
        private final Map<String, JsonValue> members = new LinkedHashMap<>();
        private @Nullable String duplicate;

        private Builder() {}

        public Builder value(String name, @Nullable JsonValue value) {
            if (value == null) return this;
            if (members.putIfAbsent(name, value) != null) duplicate = name;
            return this;
        }

        public Builder text(String name, @Nullable String value) {
            return value == null ? this : value(name, new Text(value));
        }

        public Builder whole(String name, long value) {
            return value(name, new Whole(value));
        }

        public Builder wholeIfAny(String name, @Nullable Long value) {
            return value == null ? this : whole(name, value);
        }

        public Builder flag(String name, boolean value) {
            return value(name, new Flag(value));
        }

        public Builder time(String name, @Nullable Instant value) {
            return value == null ? this : text(name, Times.text(value));
        }

        public Builder texts(String name, Map<String, String> pairs) {
            var object = with();
            pairs.forEach(object::text);
            return value(name, object.build());
        }

        public Builder texts(String name, Collection<String> values) {
            return value(name, new Items(values.stream().map(Text::new).toList()));
        }

        /** All members of the other object, after those that are here. */
        public Builder all(JsonObject other) {
            other.members.forEach(this::value);
            return this;
        }

        public JsonObject build() {
            return new JsonObject(members, duplicate);
        }
    }
}
