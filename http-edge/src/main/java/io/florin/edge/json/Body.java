package io.florin.edge.json;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object that fitted its {@link Shape}: each field's value by the field. */
public final class Body {
    public static final Body EMPTY = new Body(Map.of());

    private final Map<String, Object> values;

    Body(Map<String, Object> values) {
        this.values = values;
    }

    /** The value of a field that the shape requires. */
    public <T> T get(Field<T> field) {
        T value = find(field);
        if (value == null) {
            throw new IllegalStateException("No shape required the field " + field.name());
        }
        return value;
    }

    @SuppressWarnings("unchecked") // Shape puts under a field's name only what its type read
    public <T> @Nullable T find(Field<T> field) {
        return (T) values.get(field.name());
    }

    public <T> T or(Field<T> field, T otherwise) {
        T value = find(field);
        return value == null ? otherwise : value;
    }

    /** These values and the other's, whose fields have other names. */
    public Body and(Body other) {
        if (other.values.isEmpty()) return this;
        var both = new HashMap<>(values);
        both.putAll(other.values);
        return new Body(both);
    }

    /** The value of the field of this name, if it is a text. */
    public @Nullable String text(String name) {
        return values.get(name) instanceof String text ? text : null;
    }

    public boolean has(Field<?> field) {
        return values.containsKey(field.name());
    }
}
