package io.florin.protocol.account;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered beside the money. The caller's part: at most {@value #MAX_MEMO_CHARS}
 * characters of memo, at most {@value #MAX_ENTRIES} pairs of metadata, sorted by key, so that equal
 * notes have equal bytes. The app's part: the version of the schedule of fees and limits by which
 * the money moved; it goes wherever the note goes, so every entry has it, and is in no fingerprint.
 */
public record Note(@Nullable String memo, Map<String, String> metadata, @Nullable String schedule) {
    public static final int MAX_MEMO_CHARS = 256;
    public static final int MAX_ENTRIES = 16;
    public static final int MAX_KEY_CHARS = 64;
    public static final int MAX_VALUE_CHARS = 256;

    /** A schedule's version has 1 to this many characters. */
    public static final int MAX_SCHEDULE_CHARS = 64;

    public static final Note NONE = new Note(null, Map.of());

    public Note {
        if (memo != null) Text.require("memo", memo, 0, MAX_MEMO_CHARS);
        metadata = metadata(metadata);
        if (schedule != null) Text.require("schedule", schedule, 1, MAX_SCHEDULE_CHARS);
    }

    /** The caller's part. */
    public Note(@Nullable String memo, Map<String, String> metadata) {
        this(memo, metadata, null);
    }

    /** The same, of money that moves by this version of the schedule; null by none. */
    public Note under(@Nullable String version) {
        return Objects.equals(schedule, version) ? this : new Note(memo, metadata, version);
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
