package io.florin.persistence.ledger;

import io.florin.persistence.database.Database;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.TransferView;
import io.florin.protocol.wallet.TransferView.LegView;
import io.florin.protocol.wallet.TransferView.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Transfers by an id alone, which several wallets of an app may have used. Calls block. */
public final class TransferQuery {
    /** Two are ambiguous; more would say nothing else. */
    public static final int WALLETS_MAX = 2;

    private record Row(
            String source,
            TransferKind kind,
            Asset asset,
            LegView leg,
            boolean fee,
            @Nullable LegName reverses,
            Note note,
            Instant createdAt,
            @Nullable Instant endedAt) {}

    private final Database database;

    public TransferQuery(Database database) {
        this.database = database;
    }

    // In C order '0' follows '/': from 'app/' to before 'app0' are the wallets of the app.
    private static final String TRANSFERS =
            """
            select t.*, %s as pairs, %s as denial_pairs
            from transfer t
            where t.id = ? and t.entity >= ? || '/' and t.entity < ? || '0'
            order by t.entity, t.leg
            limit ?
            """
                    .formatted(RowTexts.pairs("t.metadata"), RowTexts.pairs("t.denial_facts"));

    /** At most {@value #WALLETS_MAX}, by wallet. */
    public List<TransferView> transfers(String app, TransferId id) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(TRANSFERS)) {
                statement.setString(1, id.value());
                statement.setString(2, app);
                statement.setString(3, app);
                statement.setInt(4, WALLETS_MAX * Leg.MAX_LEGS);
                try (var rows = statement.executeQuery()) {
                    return views(rows, app, id);
                }
            }
        });
    }

    private static List<TransferView> views(ResultSet rows, String app, TransferId id)
            throws SQLException {
        var byWallet = new LinkedHashMap<String, List<Row>>();
        while (rows.next()) {
            byWallet.computeIfAbsent(rows.getString("entity"), _ -> new ArrayList<>())
                    .add(row(rows, app));
        }
        return byWallet.values().stream()
                .limit(WALLETS_MAX)
                .map(legs -> view(app, id, legs))
                .toList();
    }

    private static TransferView view(String app, TransferId id, List<Row> legs) {
        var first = legs.getFirst();
        var state = state(legs);
        var sent = legs.stream().filter(row -> !row.fee()).map(Row::leg).toList();
        return new TransferView(
                id,
                RowTexts.account(app, first.source()),
                first.kind(),
                state,
                first.asset(),
                sent.stream().mapToLong(LegView::amount).sum(),
                sent,
                first.reverses(),
                first.note(),
                first.createdAt(),
                state == State.PENDING ? null : completedAt(legs),
                legs.stream().filter(Row::fee).mapToLong(row -> row.leg().amount()).sum());
    }

    private static State state(List<Row> legs) {
        if (legs.stream().anyMatch(row -> row.leg().state() == State.PENDING)) return State.PENDING;
        return legs.stream().anyMatch(row -> row.leg().state() == State.COMPLETED)
                ? State.COMPLETED
                : State.RETURNED;
    }

    private static Instant completedAt(List<Row> legs) {
        var latest = legs.getFirst().createdAt();
        for (var leg : legs) {
            var end = leg.endedAt();
            if (end != null && end.isAfter(latest)) latest = end;
        }
        return latest;
    }

    private static Row row(ResultSet row, String app) throws SQLException {
        var why = row.getString("denial");
        var denial =
                why == null
                        ? null
                        : new Denial(
                                Refusal.valueOf(why),
                                RowTexts.numbers(row.getArray("denial_pairs")));
        return new Row(
                row.getString("source"),
                TransferKind.valueOf(row.getString("kind")),
                new Asset(row.getString("asset")),
                new LegView(
                        RowTexts.account(app, row.getString("target")),
                        row.getLong("amount"),
                        State.valueOf(row.getString("state")),
                        denial),
                row.getBoolean("fee"),
                legName(app, row.getString("reverses")),
                RowTexts.note(row),
                RowTexts.time(row, "created_at"),
                RowTexts.optionalTime(row, "ended_at"));
    }

    /** The reverse of {@link LegName#tail}. */
    private static @Nullable LegName legName(String app, @Nullable String tail) {
        if (tail == null) return null;
        int first = tail.indexOf('/');
        int last = tail.lastIndexOf('/');
        return new LegName(
                new WalletId(app, tail.substring(0, first)),
                new TransferId(tail.substring(first + 1, last)),
                Integer.parseInt(tail, last + 1, tail.length(), 10));
    }
}
