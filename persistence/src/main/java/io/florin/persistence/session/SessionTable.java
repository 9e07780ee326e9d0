package io.florin.persistence.session;

import io.florin.persistence.database.Database;
import io.florin.persistence.ledger.Columns;
import io.florin.persistence.ledger.Micros;
import io.florin.protocol.session.SessionId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Table {@code session}: each session after its last event. Calls block. */
public final class SessionTable {
    private final Database database;

    public SessionTable(Database database) {
        this.database = database;
    }

    /**
     * Sorted, so that two transactions never wait for each other. A refreshed login is not an ended
     * one, but an end is never taken back: events come in order.
     */
    private static final String UPSERT =
            """
            insert into session as s (app, id, sequence, created_at, owner, ended_at, login_until,
                                      conversation_until, code_until, guard_until)
            select u.app, u.id, u.sequence, to_timestamp(u.created_at::float8 / 1000000), u.owner,
                   to_timestamp(u.ended_at::float8 / 1000000),
                   to_timestamp(u.login_until::float8 / 1000000),
                   to_timestamp(u.conversation_until::float8 / 1000000),
                   to_timestamp(u.code_until::float8 / 1000000),
                   to_timestamp(u.guard_until::float8 / 1000000)
            from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[],
                        ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                 as u (app, id, sequence, created_at, owner, ended_at, login_until,
                       conversation_until, code_until, guard_until)
            order by u.app, u.id
            on conflict (app, id) do update
            set sequence = excluded.sequence,
                owner = coalesce(s.owner, excluded.owner),
                ended_at = coalesce(excluded.ended_at, s.ended_at),
                login_until = coalesce(excluded.login_until, s.login_until),
                conversation_until = coalesce(excluded.conversation_until, s.conversation_until),
                code_until = coalesce(excluded.code_until, s.code_until),
                guard_until = coalesce(excluded.guard_until, s.guard_until)
            where s.sequence < excluded.sequence
            """;

    /** At most one row per session. */
    static void upsert(Connection connection, List<SessionRow> rows) throws SQLException {
        if (rows.isEmpty()) return;
        try (var columns = new Columns<>(connection, UPSERT, rows)) {
            columns.texts(row -> row.id().app())
                    .texts(row -> row.id().id())
                    .longs(SessionRow::sequence)
                    .times(SessionRow::firstAt)
                    .texts(SessionRow::user)
                    .optionalTimes(SessionRow::endedAt)
                    .optionalTimes(SessionRow::loginUntil)
                    .optionalTimes(SessionRow::conversationUntil)
                    .optionalTimes(SessionRow::codeUntil)
                    .optionalTimes(SessionRow::guardUntil)
                    .update();
        }
    }

    private static final String LIVE_OF =
            """
            select id from session
            where app = ? and owner = ? and ended_at is null
              and login_until > to_timestamp(?::float8 / 1000000)
            order by created_at desc, id
            limit ?
            """;

    /** The logins of a user that live at that time, the newest first. */
    public List<SessionId> liveOf(String app, String user, Instant now, int max) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(LIVE_OF)) {
                statement.setString(1, app);
                statement.setString(2, user);
                statement.setLong(3, Micros.of(now));
                statement.setInt(4, max);
                var live = new ArrayList<SessionId>();
                try (var row = statement.executeQuery()) {
                    while (row.next()) live.add(new SessionId(app, row.getString(1)));
                }
                return live;
            }
        });
    }
}
