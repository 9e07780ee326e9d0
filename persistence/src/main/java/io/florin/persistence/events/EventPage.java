package io.florin.persistence.events;

import java.time.Duration;
import java.util.List;

/**
 * One answer of {@link EventReader#read}.
 *
 * @param rows in commit order; may be empty
 * @param next where to read on; behind the last row, and behind everything of other slices that was
 *     passed over, so it moves even when there was nothing
 * @param more whether reading on at once may find something
 * @param withheld how long the oldest committed event that may not be read yet has waited for an
 *     older transaction to end; zero when there is none. Above zero, look again in a few
 *     milliseconds: the signal for it has already come
 */
public record EventPage(List<EventRow> rows, EventOffset next, boolean more, Duration withheld) {
    public EventPage {
        rows = List.copyOf(rows);
    }

    /** Whether committed events wait for an older transaction. */
    public boolean isWithholding() {
        return withheld.isPositive();
    }
}
