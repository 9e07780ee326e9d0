package io.florin.persistence.journal;

import io.florin.persistence.database.Database;
import java.util.function.Consumer;

/** Replays and deletes the events of one entity, a page at a time. Calls block. Thread-safe. */
final class Replay {
    private static final int FIRST_PAGE_EVENTS = 100;
    private static final int DELETE_EVENTS = 1_000;

    private final Database database;
    private final JournalSettings settings;

    Replay(Database database, JournalSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Hands over the first {@code max} events between two numbers, both included, in order. */
    void replay(String entity, long from, long to, long max, Consumer<JournalTable.Row> consumer) {
        long next = from;
        long left = max;
        int pageEvents = Math.min(FIRST_PAGE_EVENTS, settings.replayPageEvents());
        while (left > 0 && next <= to) {
            long first = next;
            int most = (int) Math.min(left, pageEvents);
            var page =
                    database.autocommit(
                            connection -> JournalTable.page(connection, entity, first, to, most));
            page.forEach(consumer);
            if (page.size() < most) return;
            left -= page.size();
            next = page.getLast().sequence() + 1;
            long bytes = page.stream().mapToLong(row -> row.payload().bytes().length).sum();
            long fitting = settings.replayPageBytes() / Math.max(1, bytes / page.size());
            pageEvents = Math.clamp(fitting, 1, settings.replayPageEvents());
        }
    }

    /** Deletes the events up to a number, in steps that each commit. */
    void delete(String entity, long to) {
        int deleted = DELETE_EVENTS;
        while (deleted == DELETE_EVENTS) {
            deleted =
                    database.autocommit(connection ->
                            JournalTable.delete(connection, entity, to, DELETE_EVENTS));
        }
    }
}
