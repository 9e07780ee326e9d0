package io.florin.persistence.webhook;

import io.florin.persistence.database.Database;
import io.florin.persistence.job.Due;
import io.florin.persistence.job.JobRow;
import io.florin.persistence.job.JobTable;
import io.florin.persistence.row.Rows;
import io.florin.protocol.webhook.RawBytes;
import io.florin.protocol.webhook.WebhookEvent;
import io.florin.protocol.webhook.WebhookEvent.Subject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code webhook_event}. Calls block. */
public final class WebhookTable {
    /** How the work on an event ended. */
    public enum End {
        /** It had an effect. */
        WORKED,

        /** There was nothing to do. */
        IGNORED
    }

    private final Database database;

    public WebhookTable(Database database) {
        this.database = database;
    }

    private static final String STORE =
            """
            insert into webhook_event (received_at, id, app, provider, profile,
                                       event_id, type, object_id, change, headers, body)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """;

    /** Durable when it returns; false if the event, or another of the same change, is there. */
    public boolean store(WebhookEvent event) {
        return database.autocommit(connection -> store(connection, event));
    }

    /**
     * The same inside the caller's transaction: what follows from the event, its job, commits with
     * it or not at all. Whoever stores the same event meanwhile waits for the end of that.
     */
    public static boolean store(Connection connection, WebhookEvent event) throws SQLException {
        var subject = event.subject();
        try (var statement = connection.prepareStatement(STORE)) {
            statement.setObject(1, Rows.floor(event.receivedAt()));
            statement.setObject(2, UUID.fromString(event.id()));
            statement.setString(3, event.app());
            statement.setString(4, event.provider());
            statement.setString(5, event.profile());
            statement.setString(6, subject.event());
            statement.setString(7, subject.type());
            statement.setString(8, subject.object());
            statement.setString(9, subject.change());
            statement.setArray(10, connection.createArrayOf("text", flat(event.headers())));
            statement.setBytes(11, event.body().bytes());
            return statement.executeUpdate() == 1;
        }
    }

    /**
     * What became of an event.
     *
     * @param due whom to wake for it
     */
    public record Stored(boolean isNew, @Nullable Due due) {}

    /** The event and the job that works on it, or neither. */
    public Stored store(WebhookEvent event, JobRow work) {
        return database.transact(connection -> {
            if (!store(connection, event)) return new Stored(false, null);
            return new Stored(true, JobTable.submit(connection, work).due());
        });
    }

    /** An event from which nothing follows; false if it, or another of the change, is there. */
    public boolean ignore(WebhookEvent event, Instant at) {
        return database.transact(connection ->
                store(connection, event) && end(connection, event.id(), End.IGNORED, at));
    }

    private static String[] flat(Map<String, String> headers) {
        var texts = new ArrayList<String>();
        headers.forEach((name, value) -> texts.addAll(List.of(name, value)));
        return texts.toArray(String[]::new);
    }

    /** Empty if there is none of this id of ours. */
    public Optional<WebhookEvent> find(String id) {
        return database.autocommit(connection -> {
            try (var statement =
                    connection.prepareStatement("select * from webhook_event where id = ?")) {
                statement.setObject(1, UUID.fromString(id));
                try (var row = statement.executeQuery()) {
                    return row.next() ? Optional.of(event(row)) : Optional.empty();
                }
            }
        });
    }

    static WebhookEvent event(ResultSet row) throws SQLException {
        return new WebhookEvent(
                row.getString("id"),
                row.getString("app"),
                row.getString("provider"),
                row.getString("profile"),
                new Subject(
                        row.getString("event_id"),
                        row.getString("type"),
                        row.getString("object_id"),
                        row.getString("change")),
                Rows.time(row, "received_at"),
                headers((String[]) row.getArray("headers").getArray()),
                new RawBytes(row.getBytes("body")));
    }

    private static Map<String, String> headers(String... texts) {
        var headers = new TreeMap<String, String>();
        for (int i = 0; i < texts.length; i += 2) headers.put(texts[i], texts[i + 1]);
        return headers;
    }

    private static final String END =
            """
            update webhook_event set state = ?, ended_at = ?
            where id = ? and (state = 'received' or (state = 'ignored' and ? = 'worked'))
            """;

    /**
     * The work on it is over; false if it was, or the event is unknown. What was ignored may have
     * been worked on again, with effect.
     */
    public boolean end(String id, End end, Instant at) {
        return database.autocommit(connection -> end(connection, id, end, at));
    }

    /** Inside the transaction of whoever worked on it; false if that had ended, or is unknown. */
    public static boolean end(Connection connection, String id, End end, Instant at)
            throws SQLException {
        try (var statement = connection.prepareStatement(END)) {
            var state = end.name().toLowerCase(Locale.ROOT);
            statement.setString(1, state);
            statement.setObject(2, Rows.floor(at));
            statement.setObject(3, UUID.fromString(id));
            statement.setString(4, state);
            return statement.executeUpdate() == 1;
        }
    }

    private static final String PURGE =
            """
            delete from webhook_event where id in (
                select id from webhook_event
                where state <> 'received' and received_at < ?
                order by received_at, id
                limit ?)
            """;

    /**
     * Deletes the oldest of those from before a time on which the work has ended; at most so many,
     * answers how many. Repeats of what is gone would be new.
     */
    public int purge(Instant before, int atMost) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(PURGE)) {
                statement.setObject(1, Rows.floor(before));
                statement.setInt(2, atMost);
                return statement.executeUpdate();
            }
        });
    }
}
