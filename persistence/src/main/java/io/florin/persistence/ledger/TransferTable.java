package io.florin.persistence.ledger;

import io.florin.persistence.ledger.TransferRow.Decision;
import io.florin.persistence.ledger.TransferRow.LegEnd;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.transfer.LegName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Table {@code transfer}: one row per leg, as its source knows it. */
final class TransferTable {
    private TransferTable() {}

    private static final String BEGIN =
            """
            insert into transfer
                (id, entity, leg, sequence, hash, kind, state, asset, amount, source, target,
                 created_at, ended_at, closed, reverses, denial, denial_facts,
                 memo, metadata, schedule, fee)
            select unnest(?::text[]), unnest(?::text[]), unnest(?::int[]), unnest(?::bigint[]),
                   unnest(?::bytea[]), unnest(?::text[]), unnest(?::text[]), unnest(?::text[]),
                   unnest(?::bigint[]), unnest(?::text[]), unnest(?::text[]),
                   to_timestamp(unnest(?::bigint[])::float8 / 1000000),
                   to_timestamp(unnest(?::bigint[])::float8 / 1000000),
                   unnest(?::bigint[]), unnest(?::text[]), unnest(?::text[]),
                   unnest(?::text[])::jsonb, unnest(?::text[]), unnest(?::text[])::jsonb,
                   unnest(?::text[]), unnest(?::int[]) = 1
            """;

    static void begin(Connection connection, List<TransferRow> rows) throws SQLException {
        if (rows.isEmpty()) return;
        try (var columns = new Columns<>(connection, BEGIN, rows)) {
            columns.texts(row -> row.id().value())
                    .texts(TransferRow::entity)
                    .ints(TransferRow::leg)
                    .longs(TransferRow::sequence)
                    .bytes(row -> row.hash().bytes())
                    .texts(row -> row.kind().name())
                    .texts(row -> row.state().name())
                    .texts(TransferRow::asset)
                    .longs(TransferRow::amount)
                    .texts(TransferRow::source)
                    .texts(TransferRow::target)
                    .times(TransferRow::createdAt)
                    .optionalTimes(TransferRow::endedAt)
                    .optionalLongs(TransferRow::closed)
                    .texts(row -> name(row.reverses()))
                    .texts(row -> why(row.denial()))
                    .texts(row -> facts(row.denial()))
                    .texts(row -> row.note().memo())
                    .texts(row -> Json.ofTexts(row.note().metadata()))
                    .texts(row -> row.note().schedule())
                    .ints(row -> row.fee() ? 1 : 0)
                    .update();
        }
    }

    /** The lateral part looks one row up by its key; no plan may read the table through. */
    private static final String END =
            """
            update transfer t
            set sequence = u.sequence, hash = u.hash, closed = u.closed,
                state = case when t.state = 'PENDING' then u.state else t.state end,
                ended_at = coalesce(t.ended_at, to_timestamp(u.ended_at::float8 / 1000000)),
                denial = case when t.state = 'PENDING' then u.denial else t.denial end,
                denial_facts =
                    case when t.state = 'PENDING' then u.denial_facts::jsonb else t.denial_facts end
            from unnest(?::text[], ?::text[], ?::int[], ?::bigint[], ?::bytea[], ?::bigint[],
                        ?::text[], ?::bigint[], ?::text[], ?::text[])
                 as u (id, entity, leg, sequence, hash, closed, state, ended_at, denial,
                       denial_facts),
                 lateral (select k.ctid as place from transfer k
                          where k.id = u.id and k.entity = u.entity and k.leg = u.leg
                          limit 1) found
            where t.ctid = found.place and t.sequence < u.sequence
            """;

    static void end(Connection connection, List<LegEnd> rows) throws SQLException {
        if (rows.isEmpty()) return;
        try (var columns = new Columns<>(connection, END, rows)) {
            columns.texts(row -> row.id().value())
                    .texts(LegEnd::entity)
                    .ints(LegEnd::leg)
                    .longs(LegEnd::sequence)
                    .bytes(row -> row.hash().bytes())
                    .longs(LegEnd::closed)
                    .texts(row -> row.state().name())
                    .times(LegEnd::at)
                    .texts(row -> why(row.denial()))
                    .texts(row -> facts(row.denial()))
                    .update();
        }
    }

    private static final String DECIDE =
            """
            update transfer
            set sequence = ?, hash = ?, state = ?, ended_at = to_timestamp(?::float8 / 1000000),
                closed = case when target like '@%' then ? else closed end,
                denial = case when leg = ? then ? end,
                denial_facts = case when leg = ? then ?::jsonb end
            where id = ? and entity = ? and sequence < ?
            """;

    /** Rare, so one statement each; legs to wallets stay open until they have heard of it. */
    static void decide(Connection connection, List<Decision> decisions) throws SQLException {
        if (decisions.isEmpty()) return;
        try (var statement = connection.prepareStatement(DECIDE)) {
            for (var decision : decisions) {
                statement.setLong(1, decision.sequence());
                statement.setBytes(2, decision.hash().bytes());
                statement.setString(3, decision.state().name());
                statement.setLong(4, Micros.of(decision.at()));
                statement.setLong(5, decision.committed());
                statement.setInt(6, decision.deniedLeg());
                statement.setString(7, why(decision.denial()));
                statement.setInt(8, decision.deniedLeg());
                statement.setString(9, facts(decision.denial()));
                statement.setString(10, decision.id().value());
                statement.setString(11, decision.entity());
                statement.setLong(12, decision.sequence());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static @Nullable String why(@Nullable Denial denial) {
        return denial == null ? null : denial.why().name();
    }

    private static @Nullable String facts(@Nullable Denial denial) {
        return denial == null ? null : Json.ofNumbers(denial.facts());
    }

    private static @Nullable String name(@Nullable LegName leg) {
        return leg == null ? null : leg.tail();
    }
}
