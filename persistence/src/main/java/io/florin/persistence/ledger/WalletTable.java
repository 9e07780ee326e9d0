package io.florin.persistence.ledger;

import io.florin.persistence.journal.Hash;
import io.florin.protocol.wallet.OverdraftLimits;
import io.florin.protocol.wallet.Permission;
import io.florin.protocol.wallet.Status;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Table {@code wallet}: settings, and the head of wallets whose last events moved nothing. */
final class WalletTable {
    record Head(String entity, long sequence, Hash hash) {}

    /** The settings after a change. */
    record Settings(
            String entity,
            long sequence,
            Hash hash,
            Status status,
            Permission debits,
            Permission credits,
            OverdraftLimits overdraft,
            @Nullable Opening opening) {}

    /** What only the opening of a wallet says. */
    record Opening(String owner, Map<String, String> metadata, Instant at) {}

    private WalletTable() {}

    private static final String HEADS =
            """
            insert into wallet (entity, sequence, hash)
            select u.entity, u.sequence, u.hash
            from unnest(?::text[], ?::bigint[], ?::bytea[]) as u (entity, sequence, hash)
            on conflict (entity) do update
            set sequence = excluded.sequence, hash = excluded.hash
            where wallet.sequence < excluded.sequence
            """;

    /** At most one row per wallet. */
    static void heads(Connection connection, List<Head> rows) throws SQLException {
        if (rows.isEmpty()) return;
        try (var columns = new Columns<>(connection, HEADS, rows)) {
            columns.texts(Head::entity)
                    .longs(Head::sequence)
                    .bytes(row -> row.hash().bytes())
                    .update();
        }
    }

    private static final String OPENED =
            """
            insert into wallet (entity, sequence, hash, status, debits, credits, overdraft, owner,
                                metadata, created_at)
            select u.entity, u.sequence, u.hash, u.status, u.debits, u.credits, u.overdraft::jsonb,
                   u.owner, coalesce(u.metadata, '{}')::jsonb,
                   to_timestamp(u.created_at::float8 / 1000000)
            from unnest(?::text[], ?::bigint[], ?::bytea[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[], ?::bigint[])
                 as u (entity, sequence, hash, status, debits, credits, overdraft, owner, metadata,
                       created_at)
            on conflict (entity) do update
            set sequence = excluded.sequence, hash = excluded.hash, status = excluded.status,
                debits = excluded.debits, credits = excluded.credits,
                overdraft = excluded.overdraft, owner = excluded.owner,
                metadata = excluded.metadata, created_at = excluded.created_at
            where wallet.sequence < excluded.sequence
            """;

    private static final String UPDATED =
            """
            update wallet w
            set sequence = u.sequence, hash = u.hash, status = u.status, debits = u.debits,
                credits = u.credits, overdraft = u.overdraft::jsonb
            from unnest(?::text[], ?::bigint[], ?::bytea[], ?::text[], ?::text[], ?::text[],
                        ?::text[])
                 as u (entity, sequence, hash, status, debits, credits, overdraft)
            where w.entity = u.entity and w.sequence < u.sequence
            """;

    /** At most one row per wallet. */
    static void settings(Connection connection, List<Settings> rows) throws SQLException {
        opened(connection, rows.stream().filter(row -> row.opening() != null).toList());
        updated(connection, rows.stream().filter(row -> row.opening() == null).toList());
    }

    private static void opened(Connection connection, List<Settings> rows) throws SQLException {
        if (rows.isEmpty()) return;
        try (var columns = new Columns<>(connection, OPENED, rows)) {
            bind(columns)
                    .texts(row -> Json.storable(opening(row).owner()))
                    .texts(row -> Json.ofTexts(opening(row).metadata()))
                    .times(row -> opening(row).at())
                    .update();
        }
    }

    private static void updated(Connection connection, List<Settings> rows) throws SQLException {
        if (rows.isEmpty()) return;
        try (var columns = new Columns<>(connection, UPDATED, rows)) {
            bind(columns).update();
        }
    }

    private static Columns<Settings> bind(Columns<Settings> columns) throws SQLException {
        return columns.texts(Settings::entity)
                .longs(Settings::sequence)
                .bytes(row -> row.hash().bytes())
                .texts(row -> row.status().name())
                .texts(row -> row.debits().name())
                .texts(row -> row.credits().name())
                .texts(row -> Json.ofNumbers(row.overdraft().byAsset()));
    }

    private static Opening opening(Settings row) {
        var opening = row.opening();
        if (opening == null) throw new IllegalStateException(row + " opens nothing");
        return opening;
    }
}
