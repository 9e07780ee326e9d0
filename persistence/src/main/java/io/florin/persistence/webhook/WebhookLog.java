package io.florin.persistence.webhook;

import io.florin.persistence.database.Database;
import io.florin.persistence.row.Rows;
import io.florin.protocol.ledger.EntryFilter;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.webhook.EventFilter;
import io.florin.protocol.webhook.StoredEvent;
import io.florin.protocol.webhook.StoredEvent.State;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Table {@code webhook_event} for those who look at it. Calls block. */
public final class WebhookLog {
    private static final String UUID_TEXT = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern ID = Pattern.compile(UUID_TEXT);
    private static final Pattern CURSOR = Pattern.compile("events\\.(" + UUID_TEXT + ")");

    // Our ids grow with time. A body may be long, and a page is of hundreds.
    private static final String LIST =
            """
            select received_at, ended_at, id, state, app, provider, profile, event_id, type,
                   object_id, change, '{}'::text[] as headers, ''::bytea as body
            from webhook_event
            where app = ? and (?::text is null or provider = ?) and (?::text is null or state = ?)
              and (?::uuid is null or id < ?::uuid)
            order by id desc
            limit ?
            """;

    private static final String FIND = "select * from webhook_event where app = ? and id = ?";

    private final Database database;

    public WebhookLog(Database database) {
        this.database = database;
    }

    /** Newest first. Throws {@link IllegalArgumentException} for a cursor that is not ours. */
    public Page<StoredEvent> list(EventFilter filter) {
        if (filter.limit() < 1 || filter.limit() > EntryFilter.MAX_LIMIT) {
            throw new IllegalArgumentException("limit is 1 to " + EntryFilter.MAX_LIMIT + ".");
        }
        var before = before(filter.cursor());
        var found = database.autocommit(connection -> list(connection, filter, before));
        if (found.size() <= filter.limit()) return new Page<>(found, null);
        var shown = found.subList(0, filter.limit());
        return new Page<>(shown, "events." + shown.getLast().event().id());
    }

    private static @Nullable String before(@Nullable String cursor) {
        if (cursor == null) return null;
        var parts = CURSOR.matcher(cursor);
        if (parts.matches()) return parts.group(1);
        throw new IllegalArgumentException("This is no cursor of a page of this list.");
    }

    private static List<StoredEvent> list(
            Connection connection, EventFilter filter, @Nullable String before)
            throws SQLException {
        var state = filter.state();
        var word = state == null ? null : state.name().toLowerCase(Locale.ROOT);
        try (var statement = connection.prepareStatement(LIST)) {
            statement.setString(1, filter.app());
            statement.setString(2, filter.provider());
            statement.setString(3, filter.provider());
            statement.setString(4, word);
            statement.setString(5, word);
            statement.setString(6, before);
            statement.setString(7, before);
            statement.setInt(8, filter.limit() + 1);
            var found = new ArrayList<StoredEvent>();
            try (var row = statement.executeQuery()) {
                while (row.next()) found.add(stored(row));
            }
            return List.copyOf(found);
        }
    }

    /** Empty if the app has none of this id of ours. */
    public Optional<StoredEvent> find(String app, String id) {
        if (!ID.matcher(id).matches()) return Optional.empty();
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(FIND)) {
                statement.setString(1, app);
                statement.setObject(2, UUID.fromString(id));
                try (var row = statement.executeQuery()) {
                    return row.next() ? Optional.of(stored(row)) : Optional.empty();
                }
            }
        });
    }

    private static StoredEvent stored(ResultSet row) throws SQLException {
        return new StoredEvent(
                WebhookTable.event(row),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                Rows.optionalTime(row, "ended_at"));
    }
}
