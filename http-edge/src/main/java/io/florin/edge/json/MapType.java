package io.florin.edge.json;

import io.florin.protocol.refusal.Refusal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An object of at most so many members with names of the caller's, all of one type. */
record MapType<T>(Type<T> member, int maxMembers, int maxNameChars)
        implements Type<Map<String, T>> {
    @Override
    public Map<String, T> read(JsonValue value) throws Unfit {
        if (!(value instanceof JsonObject object) || object.members().size() > maxMembers) {
            throw new Unfit(
                    Refusal.FIELD_INVALID,
                    "must be an object of at most %d members.".formatted(maxMembers));
        }
        var faults = new Faults();
        String duplicate = object.duplicate();
        if (duplicate != null) {
            faults.add(new Unfit(Refusal.FIELD_DUPLICATE, "is there twice.").in(duplicate));
        }
        var members = new LinkedHashMap<String, T>();
        for (var entry : object.members().entrySet()) {
            String name = entry.getKey();
            try {
                checkName(name);
                members.put(name, member.read(entry.getValue()));
            } catch (Unfit unfit) {
                faults.add(unfit.in(name));
            }
        }
        faults.raise();
        return Collections.unmodifiableMap(members);
    }

    private void checkName(String name) throws Unfit {
        if (!Types.isText(name, 1, maxNameChars)) {
            throw new Unfit(
                    Refusal.FIELD_INVALID,
                    "is not a name of 1 to %d characters.".formatted(maxNameChars));
        }
    }

    @Override
    public JsonObject schema() {
        return Types.schema("object")
                .value("additionalProperties", member.schema())
                .whole("maxProperties", maxMembers)
                .build();
    }
}
