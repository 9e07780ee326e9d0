package io.florin.edge.json;

import java.util.List;

/** Any JSON value, with numbers as Florin knows them: whole and in 64 bits, or not. */
public sealed interface JsonValue permits JsonValue.Scalar, JsonValue.Items, JsonObject {
    /** A value without parts. */
    sealed interface Scalar extends JsonValue {}

    record Text(String value) implements Scalar {}

    record Whole(long value) implements Scalar {}

    /**
     * A number with a fraction or an exponent, or past 64 bits, exactly as it is written. Nothing
     * under {@code /v1} is one.
     */
    record OtherNumber(String text) implements Scalar {}

    /** JSON as it was written before, whatever it is, to be written again; none is ever read. */
    record Written(String json) implements Scalar {}

    record Flag(boolean value) implements Scalar {}

    record Nothing() implements Scalar {}

    record Items(List<? extends JsonValue> values) implements JsonValue {
        public Items {
            values = List.copyOf(values);
        }
    }
}
