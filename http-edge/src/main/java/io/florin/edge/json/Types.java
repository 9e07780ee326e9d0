package io.florin.edge.json;

import io.florin.edge.json.JsonValue.Flag;
import io.florin.edge.json.JsonValue.Items;
import io.florin.edge.json.JsonValue.Whole;
import io.florin.protocol.account.Text;
import io.florin.protocol.refusal.Refusal;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The plain types; those of money and ids are in {@link LedgerTypes}. */
public final class Types {
    public static final Type<Boolean> FLAG =
            of("true or false", schema("boolean").build(), Types::flagValue);

    public static final Type<Instant> TIME =
            of(
                    "a time in UTC such as 2026-01-31T12:00:00Z",
                    schema("string").text("format", "date-time").build(),
                    value -> textValue(value).flatMap(Times::parse));

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    private Types() {}

    /** A text of so many characters, none of which a database or a terminal chokes on. */
    public static Type<String> text(int minChars, int maxChars) {
        return of(
                "a text of %d to %d characters, no control characters"
                        .formatted(minChars, maxChars),
                schema("string").whole("minLength", minChars).whole("maxLength", maxChars).build(),
                value -> textValue(value).filter(text -> isText(text, minChars, maxChars)));
    }

    public static Type<Long> whole(long min, long max) {
        return of(
                "a whole number from %d to %d".formatted(min, max),
                schema("integer").whole("minimum", min).whole("maximum", max).build(),
                value -> wholeValue(value).filter(number -> number >= min && number <= max));
    }

    /** A whole number in a query parameter. */
    public static Type<Long> digits(long min, long max) {
        return of(
                "a whole number from %d to %d".formatted(min, max),
                whole(min, max).schema(),
                value ->
                        textValue(value)
                                .filter(text -> DIGITS.matcher(text).matches())
                                .map(Long::valueOf)
                                .filter(number -> number >= min && number <= max));
    }

    /** One of some words, each standing for something. */
    public static <T> Type<T> word(Map<String, T> words) {
        var ordered = new LinkedHashMap<>(words);
        return of(
                "one of " + String.join(", ", ordered.keySet()),
                schema("string").value("enum", texts(ordered.keySet())).build(),
                value -> textValue(value).flatMap(text -> Optional.ofNullable(ordered.get(text))));
    }

    public static <T> Type<List<T>> list(Type<T> item, int min, int max) {
        return new ListType<>(item, min, max);
    }

    public static <T> Type<Map<String, T>> map(Type<T> member, int maxMembers, int maxNameChars) {
        return new MapType<>(member, maxMembers, maxNameChars);
    }

    /** An object of a shape of its own. */
    public static Type<Body> object(Shape shape) {
        return new Type<>() {
            @Override
            public Body read(JsonValue value) throws Unfit {
                return shape.read(anyObject(value));
            }

            @Override
            public JsonObject schema() {
                return shape.schema();
            }
        };
    }

    /** An object that is read later, against the shape it is described with. */
    public static Type<JsonObject> unread(Shape shape) {
        return new Type<>() {
            @Override
            public JsonObject read(JsonValue value) throws Unfit {
                return anyObject(value);
            }

            @Override
            public JsonObject schema() {
                return shape.schema();
            }
        };
    }

    private static JsonObject anyObject(JsonValue value) throws Unfit {
        if (value instanceof JsonObject object) return object;
        throw new Unfit(Refusal.FIELD_INVALID, "must be an object.");
    }

    static <T> Type<T> of(String what, JsonObject schema, Function<JsonValue, Optional<T>> read) {
        return of(Refusal.FIELD_INVALID, what, schema, read);
    }

    /** A text that a parser makes a value of; what it says no to is refused for that reason. */
    public static <T> Type<T> parsed(
            Refusal why, String what, int maxChars, Function<String, Optional<T>> parse) {
        return of(
                why,
                what,
                schema("string").whole("maxLength", maxChars).build(),
                value -> textValue(value).filter(text -> text.length() <= maxChars).flatMap(parse));
    }

    /** Any object that can be written again as it was: numbers are whole. */
    public static Type<JsonObject> anyObject() {
        return of(
                "an object whose numbers are whole",
                schema("object").build(),
                value ->
                        value instanceof JsonObject object && isStorable(object, false)
                                ? Optional.of(object)
                                : Optional.empty());
    }

    /** Any object; its numbers stay as they are written. */
    public static Type<JsonObject> anyJson() {
        return of(
                "an object, no name in it twice",
                schema("object").build(),
                value ->
                        value instanceof JsonObject object && isStorable(object, true)
                                ? Optional.of(object)
                                : Optional.empty());
    }

    private static boolean isStorable(JsonValue value, boolean withAnyNumbers) {
        return switch (value) {
            case JsonValue.OtherNumber _ -> withAnyNumbers;
            case JsonValue.Text(var text) -> Text.isStorable(text);
            case Items(var items) ->
                    items.stream().allMatch(item -> isStorable(item, withAnyNumbers));
            case JsonObject object ->
                    object.duplicate() == null
                            && object.members().keySet().stream().allMatch(Text::isStorable)
                            && object.members().values().stream()
                                    .allMatch(member -> isStorable(member, withAnyNumbers));
            case JsonValue.Whole _, JsonValue.Written _, JsonValue.Flag _, JsonValue.Nothing _ ->
                    true;
        };
    }

    /** A type that either has the value or can only say what it should have been. */
    static <T> Type<T> of(
            Refusal why, String what, JsonObject schema, Function<JsonValue, Optional<T>> read) {
        return new Type<>() {
            @Override
            public T read(JsonValue value) throws Unfit {
                return read.apply(value).orElseThrow(() -> new Unfit(why, "must be " + what + "."));
            }

            @Override
            public JsonObject schema() {
                return schema;
            }
        };
    }

    static JsonObject.Builder schema(String type) {
        return JsonObject.with().text("type", type);
    }

    static Items texts(Collection<String> texts) {
        return new Items(texts.stream().map(JsonValue.Text::new).toList());
    }

    static Optional<String> textValue(JsonValue value) {
        return value instanceof JsonValue.Text(var text) ? Optional.of(text) : Optional.empty();
    }

    static Optional<Long> wholeValue(JsonValue value) {
        return value instanceof Whole(var number) ? Optional.of(number) : Optional.empty();
    }

    private static Optional<Boolean> flagValue(JsonValue value) {
        return value instanceof Flag(var flag) ? Optional.of(flag) : Optional.empty();
    }

    /** What can be stored, and has no control characters but space: a statement wants no other. */
    static boolean isText(String text, int minChars, int maxChars) {
        return text.length() >= minChars
                && text.length() <= maxChars
                && text.chars().noneMatch(Types::isControl)
                && Text.isStorable(text);
    }

    private static boolean isControl(int c) {
        return Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
    }
}
