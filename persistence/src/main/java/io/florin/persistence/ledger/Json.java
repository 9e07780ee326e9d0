package io.florin.persistence.ledger;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The little JSON that rows contain: flat objects. PostgreSQL stores no NUL character, in text or
 * in jsonb, so it becomes U+FFFD here; the event keeps what was sent.
 */
final class Json {
    private Json() {}

    /** Null for no pairs. */
    static @Nullable String ofTexts(Map<String, String> pairs) {
        if (pairs.isEmpty()) return null;
        var json = new StringBuilder(32 * pairs.size()).append('{');
        pairs.forEach((key, value) -> {
            name(json, key);
            text(json, value);
        });
        return json.append('}').toString();
    }

    /** {@code {}} for no pairs. */
    static String ofNumbers(Map<?, Long> pairs) {
        var json = new StringBuilder(32 * pairs.size() + 2).append('{');
        pairs.forEach((key, value) -> {
            name(json, key.toString());
            json.append(value.longValue());
        });
        return json.append('}').toString();
    }

    /** The text as a column can store it. */
    static @Nullable String storable(@Nullable String text) {
        return text == null || text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    private static void name(StringBuilder json, String name) {
        if (json.length() > 1) json.append(',');
        text(json, name);
        json.append(':');
    }

    private static void text(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '\0' -> json.append('\uFFFD');
                default -> {
                    if (c < ' ') {
                        json.append("\\u%04x".formatted((int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
