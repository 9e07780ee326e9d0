package io.florin.persistence.ledger;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the next page of a statement begins: after this line, which was the last one shown. */
record EntryCursor(Instant at, long sequence, int line) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,17})\\.(\\d{1,18})\\.(\\d{1,4})");

    /** Before every line there can be. */
    static final EntryCursor START =
            new EntryCursor(Instant.parse("9999-12-31T23:59:59Z"), Long.MAX_VALUE, 0);

    /** Throws {@link IllegalArgumentException} for a text that no page has given out. */
    static EntryCursor parse(@Nullable String text) {
        if (text == null) return START;
        var parts = TEXT.matcher(text);
        if (!parts.matches()) throw new IllegalArgumentException("This is no cursor of a page.");
        return new EntryCursor(
                Micros.toInstant(Long.parseLong(parts.group(1))),
                Long.parseLong(parts.group(2)),
                Integer.parseInt(parts.group(3)));
    }

    @Override
    public String toString() {
        return Micros.of(at) + "." + sequence + "." + line;
    }
}
