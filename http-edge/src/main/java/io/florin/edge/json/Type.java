package io.florin.edge.json;

/** What a value may be: reads it, or says what it should have been; and describes itself. */
public interface Type<T> {
    /** The sentence of what is thrown begins with a verb: "must be …". */
    T read(JsonValue value) throws Unfit;

    /** As a JSON Schema (2020-12) for the OpenAPI document. */
    JsonObject schema();
}
