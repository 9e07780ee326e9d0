package io.florin.persistence.row;

import io.florin.protocol.account.Ids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page of a list begins: after this row, which was the last one shown. The list's
 * name is in it, so that no other list takes it for its own.
 */
record TimeCursor(String list, Instant at, String id) {
    private static final Pattern TEXT = Pattern.compile("([a-z-]{1,16})\\.(\\d{1,17})\\.(.{1,64})");

    /** Throws {@link IllegalArgumentException} for a text that no page of the list gave out. */
    static @Nullable TimeCursor parse(String list, @Nullable String text) {
        if (text == null) return null;
        var parts = TEXT.matcher(text);
        if (!parts.matches() || !parts.group(1).equals(list) || !Ids.isId(parts.group(3))) {
            throw new IllegalArgumentException("This is no cursor of a page of this list.");
        }
        var at = Instant.EPOCH.plus(Long.parseLong(parts.group(2)), ChronoUnit.MICROS);
        return new TimeCursor(list, at, parts.group(3));
    }

    @Override
    public String toString() {
        return list + "." + ChronoUnit.MICROS.between(Instant.EPOCH, at) + "." + id;
    }
}
