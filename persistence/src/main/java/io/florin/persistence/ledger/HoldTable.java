package io.florin.persistence.ledger;

import io.florin.protocol.wallet.HoldFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Table {@code hold}: each hold after its last event. */
final class HoldTable {
    record Row(String entity, long sequence, HoldFacts facts) {}

    private HoldTable() {}

    private static final String UPSERT =
            """
            insert into hold (entity, id, sequence, state, asset, amount, captured, capturing,
                              remaining, expires_at, created_at)
            select u.entity, u.id, u.sequence, u.state, u.asset, u.amount, u.captured, u.capturing,
                   u.remaining, to_timestamp(u.expires_at::float8 / 1000000),
                   to_timestamp(u.created_at::float8 / 1000000)
            from unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::bigint[],
                        ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                 as u (entity, id, sequence, state, asset, amount, captured, capturing, remaining,
                       expires_at, created_at)
            on conflict (entity, id) do update
            set sequence = excluded.sequence, state = excluded.state,
                captured = excluded.captured, capturing = excluded.capturing,
                remaining = excluded.remaining
            where hold.sequence < excluded.sequence
            """;

    /** At most one row per hold. */
    static void upsert(Connection connection, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) return;
        try (var columns = new Columns<>(connection, UPSERT, rows)) {
            columns.texts(Row::entity)
                    .texts(row -> row.facts().id().value())
                    .longs(Row::sequence)
                    .texts(row -> row.facts().state().name())
                    .texts(row -> row.facts().asset().code())
                    .longs(row -> row.facts().amount())
                    .longs(row -> row.facts().captured())
                    .longs(row -> row.facts().capturing())
                    .longs(row -> row.facts().remaining())
                    .optionalTimes(row -> row.facts().expiresAt())
                    .times(row -> row.facts().createdAt())
                    .update();
        }
    }
}
