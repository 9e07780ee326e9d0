package io.florin.edge.json;

/** One member of an object: its name, what it may be, and a sentence for the documentation. */
public record Field<T>(String name, Type<T> type, boolean required, String sentence) {
    public static <T> Field<T> required(String name, Type<T> type, String sentence) {
        return new Field<>(name, type, true, sentence);
    }

    public static <T> Field<T> optional(String name, Type<T> type, String sentence) {
        return new Field<>(name, type, false, sentence);
    }

    /** The type's schema with the sentence as its description. */
    public JsonObject schema() {
        return JsonObject.with().all(type.schema()).text("description", sentence).build();
    }
}
