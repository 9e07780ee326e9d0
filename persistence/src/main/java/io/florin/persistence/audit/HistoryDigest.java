package io.florin.persistence.audit;

import io.florin.persistence.events.EventOffset;
import io.florin.persistence.journal.Hash;
import java.util.regex.Pattern;

/**
 * One line that stands for the whole history up to a moment: the SHA-256 over the heads that all
 * entities had then. Kept where the database's operator cannot change it, it shows later that
 * nothing of that history was changed.
 *
 * @param cut the moment: only events before it count
 * @param entities how many entities had events
 * @param events how many events they had
 * @param hash over the entities in the order of their bytes: length and bytes of the name, number
 *     and hash of the last event
 */
public record HistoryDigest(EventOffset cut, long entities, long events, Hash hash) {
    private static final String FORMAT = "florin1";
    private static final Pattern TEXT =
            Pattern.compile(FORMAT + "-(\\d+:\\d+:\\d+)-(\\d{1,18})-(\\d{1,18})-([0-9a-f]{64})");

    /** Reads the form that {@link #toString} writes. */
    public static HistoryDigest parse(String text) {
        var parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no digest: it has the form " + FORMAT + "-cut-n-n-hash.");
        }
        return new HistoryDigest(
                EventOffset.parse(parts.group(1)),
                Long.parseLong(parts.group(2)),
                Long.parseLong(parts.group(3)),
                Hash.parse(parts.group(4)));
    }

    @Override
    public String toString() {
        return FORMAT + "-" + cut + "-" + entities + "-" + events + "-" + hash;
    }
}
