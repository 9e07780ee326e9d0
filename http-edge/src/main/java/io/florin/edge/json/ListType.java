package io.florin.edge.json;

import io.florin.edge.json.JsonValue.Items;
import io.florin.protocol.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;

/** An array of {@code min} to {@code max} items of one type. */
record ListType<T>(Type<T> item, int min, int max) implements Type<List<T>> {
    @Override
    public List<T> read(JsonValue value) throws Unfit {
        if (!(value instanceof Items(var values)) || values.size() < min || values.size() > max) {
            throw new Unfit(
                    Refusal.FIELD_INVALID,
                    "must be an array of %d to %d items.".formatted(min, max));
        }
        var faults = new Faults();
        var items = new ArrayList<T>(values.size());
        for (int i = 0; i < values.size(); i++) {
            try {
                items.add(item.read(values.get(i)));
            } catch (Unfit unfit) {
                faults.add(unfit.in(i));
            }
        }
        faults.raise();
        return List.copyOf(items);
    }

    @Override
    public JsonObject schema() {
        return Types.schema("array")
                .value("items", item.schema())
                .whole("minItems", min)
                .whole("maxItems", max)
                .build();
    }
}
