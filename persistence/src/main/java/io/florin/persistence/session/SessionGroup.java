package io.florin.persistence.session;

import io.florin.persistence.events.EventRow;
import io.florin.protocol.codec.SessionEventCodec;
import io.florin.protocol.session.SessionId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that follow from some events of sessions, in the order in which they happened; a session
 * is written once. Written in the transaction that moves the projection's offset over the same
 * events. Not thread-safe.
 */
public final class SessionGroup {
    /** What the persistence id of every session begins with; the session's name follows. */
    static final String PREFIX = "session|";

    private final Map<SessionId, SessionRow> rows = new HashMap<>();

    /** Whether the row is an event of a session. */
    public static boolean isOfSession(EventRow row) {
        return row.entity().startsWith(PREFIX);
    }

    /**
     * Adds a session's event.
     *
     * @throws io.florin.protocol.codec.UnknownManifest for a kind that this release does not know
     * @throws io.florin.protocol.codec.MalformedBytes for bytes that are no event
     */
    public void add(EventRow row) {
        var id = SessionId.parse(row.entity().substring(PREFIX.length()));
        var payload = row.payload();
        var event = SessionEventCodec.decode(payload.manifest(), payload.bytes());
        var before = rows.get(id);
        if (before == null) before = SessionRow.before(id, event.at());
        rows.put(id, before.after(row.sequence(), event));
    }

    /** One statement of a transaction, which the caller commits. */
    public void write(Connection connection) throws SQLException {
        SessionTable.upsert(connection, List.copyOf(rows.values()));
    }
}
