package io.florin.protocol.account;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the caller wants remembered beside the money: at most {@value #MAX_MEMO_CHARS} characters of
 * memo, at most {@value #MAX_ENTRIES} pairs of metadata. Sorted by key, so that equal notes have
 * equal bytes.
 */
public record Note(@Nullable String memo, Map<String, String> metadata) {
    public static final int MAX_MEMO_CHARS = 256;
    public static final int MAX_ENTRIES = 16;
    public static final int MAX_KEY_CHARS = 64;
    public static final int MAX_VALUE_CHARS = 256;

    public static final Note NONE = new Note(null, Map.of());

    public Note {
        if (memo != null) Text.require("memo", memo, 0, MAX_MEMO_CHARS);
        metadata = metadata(metadata);
    }

    /** A sorted, unmodifiable copy inside the bounds; throws {@link IllegalArgumentException}. */
    public static Map<String, String> metadata(Map<String, String> pairs) {
        if (pairs.isEmpty()) return Map.of();
        if (pairs.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException("Metadata has at most " + MAX_ENTRIES + " pairs.");
        }
        pairs.forEach(Note::requireBounds);
        return Collections.unmodifiableMap(new TreeMap<>(pairs));
    }

    private static void requireBounds(String key, String value) {
        Text.require("metadata key", key, 1, MAX_KEY_CHARS);
        Text.require("metadata value", value, 0, MAX_VALUE_CHARS);
    }
}
