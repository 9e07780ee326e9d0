package io.florin.edge.json;

import static java.util.stream.Collectors.joining;

import io.florin.edge.json.JsonValue.Nothing;
import io.florin.protocol.refusal.Refusal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which fields an object has: checks a request's body and describes it, from the same words. Of the
 * groups in {@code oneOf}, all fields of exactly one are there; of {@code anyOf}, at least one is.
 */
public record Shape(
        String name,
        Map<String, Field<?>> fields,
        List<List<Field<?>>> oneOf,
        List<Field<?>> anyOf,
        boolean open) {
    public Shape {
        oneOf = List.copyOf(oneOf);
        anyOf = List.copyOf(anyOf);
    }

    public static Shape of(String name, Field<?>... fields) {
        var byName = new LinkedHashMap<String, Field<?>>();
        for (var field : fields) {
            if (byName.put(field.name(), field) != null) {
                throw new IllegalArgumentException(name + " has two fields " + field.name());
            }
        }
        return new Shape(name, byName, List.of(), List.of(), false);
    }

    public Shape either(List<Field<?>> these, List<Field<?>> orThese) {
        return new Shape(name, fields, List.of(these, orThese), anyOf, open);
    }

    public Shape atLeastOneOf(Field<?>... alternatives) {
        return new Shape(name, fields, oneOf, List.of(alternatives), open);
    }

    /** Other members may be there too; for what we write, never for what we read. */
    public Shape andMore() {
        return new Shape(name, fields, oneOf, anyOf, true);
    }

    /** Whether an empty object fits. */
    public boolean takesNothing() {
        return oneOf.isEmpty()
                && anyOf.isEmpty()
                && fields.values().stream().noneMatch(Field::required);
    }

    /** Throws the first, in the order of the refusals, of all that does not fit. */
    public Body read(JsonObject object) throws Unfit {
        var faults = new Faults();
        var values = new HashMap<String, Object>();
        checkNames(object, faults);
        for (var field : fields.values()) {
            var value = object.get(field.name());
            if (value != null) {
                read(field, value, values, faults);
            } else if (field.required()) {
                faults.add(missing("is missing.").in(field.name()));
            }
        }
        checkAlternatives(object, faults);
        faults.raise();
        return new Body(values);
    }

    private void checkNames(JsonObject object, Faults faults) {
        for (String name : object.members().keySet()) {
            if (!open && !fields.containsKey(name)) {
                faults.add(unfit(Refusal.FIELD_UNKNOWN, "is not a field of this call.").in(name));
            }
        }
        String duplicate = object.duplicate();
        if (duplicate != null) {
            faults.add(unfit(Refusal.FIELD_DUPLICATE, "is there twice.").in(duplicate));
        }
    }

    private static void read(
            Field<?> field, JsonValue value, Map<String, Object> values, Faults faults) {
        try {
            if (value instanceof Nothing) {
                throw unfit(Refusal.FIELD_INVALID, "is null; leave it out instead.");
            }
            Object read = field.type().read(value);
            if (read != null) values.put(field.name(), read);
        } catch (Unfit unfit) {
            faults.add(unfit.in(field.name()));
        }
    }

    private void checkAlternatives(JsonObject object, Faults faults) {
        if (!oneOf.isEmpty()) checkGroups(object, faults);
        if (!anyOf.isEmpty() && !isThere(object, anyOf)) {
            faults.add(missing("Send at least one of " + names(anyOf, ", ") + "."));
        }
    }

    private void checkGroups(JsonObject object, Faults faults) {
        var begun = oneOf.stream().filter(group -> isThere(object, group)).toList();
        var choice = oneOf.stream().map(group -> names(group, " and ")).collect(joining(", or "));
        if (begun.isEmpty()) faults.add(missing("Send " + choice + "."));
        if (begun.size() > 1) {
            faults.add(unfit(Refusal.FIELD_INVALID, "Send either " + choice + "."));
        }
        for (var field : begun.size() == 1 ? begun.getFirst() : List.<Field<?>>of()) {
            if (object.get(field.name()) == null) {
                faults.add(missing("is missing.").in(field.name()));
            }
        }
    }

    private static boolean isThere(JsonObject object, List<Field<?>> anyOf) {
        return anyOf.stream().anyMatch(field -> object.get(field.name()) != null);
    }

    private static String names(List<Field<?>> fields, String between) {
        return fields.stream().map(Field::name).collect(joining(between));
    }

    private static Unfit missing(String sentence) {
        return unfit(Refusal.FIELD_MISSING, sentence);
    }

    private static Unfit unfit(Refusal why, String sentence) {
        return new Unfit(why, sentence);
    }

    /** As a JSON Schema; parts that have a shape of their own are described in place. */
    public JsonObject schema() {
        var properties = JsonObject.with();
        for (var field : fields.values()) {
            properties.value(field.name(), field.schema());
        }
        var required = fields.values().stream().filter(Field::required).map(Field::name).toList();
        return JsonObject.with()
                .text("type", "object")
                .flag("additionalProperties", open)
                .value("properties", properties.build())
                .value("required", required.isEmpty() ? null : Types.texts(required))
                .value("oneOf", alternatives(oneOf))
                .value("anyOf", alternatives(anyOf.stream().map(List::<Field<?>>of).toList()))
                .build();
    }

    private static JsonValue.@Nullable Items alternatives(List<List<Field<?>>> groups) {
        if (groups.isEmpty()) return null;
        return new JsonValue.Items(
                groups.stream()
                        .map(group -> Types.texts(group.stream().map(Field::name).toList()))
                        .map(names -> JsonObject.with().value("required", names).build())
                        .toList());
    }
}
