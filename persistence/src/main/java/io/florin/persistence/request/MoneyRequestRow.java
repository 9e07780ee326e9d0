package io.florin.persistence.request;

import io.florin.persistence.row.Rows;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.request.MoneyRequest;
import io.florin.protocol.request.MoneyRequest.Kind;
import io.florin.protocol.request.MoneyRequest.State;
import io.florin.protocol.request.MoneyRequest.Transferred;
import io.florin.protocol.request.NewMoneyRequest;
import io.florin.protocol.transfer.TransferId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A row of {@code money_request} and back. */
final class MoneyRequestRow {
    private MoneyRequestRow() {}

    static final String INSERT =
            """
            insert into money_request (created_at, amount, app, id, kind, asset, asker,
                                       fingerprint, payer, transfer_source, transfer_id, memo)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (app, id) do nothing
            """;

    static void bindInsert(PreparedStatement statement, NewMoneyRequest request)
            throws SQLException {
        var transfer = request.transfer();
        statement.setObject(1, Rows.floor(request.at()));
        statement.setLong(2, request.amount().minor());
        statement.setString(3, request.app());
        statement.setString(4, request.id());
        statement.setString(5, request.kind().name());
        statement.setString(6, request.amount().asset().code());
        statement.setString(7, request.from());
        statement.setString(8, request.fingerprint());
        statement.setString(9, request.to());
        statement.setString(10, transfer == null ? null : transfer.source().id());
        statement.setString(11, transfer == null ? null : transfer.id().value());
        statement.setString(12, request.memo());
    }

    static MoneyRequest request(ResultSet row) throws SQLException {
        var outcome = row.getString("outcome");
        return new MoneyRequest(
                row.getString("app"),
                row.getString("id"),
                Kind.valueOf(row.getString("kind")),
                State.valueOf(row.getString("state")),
                row.getString("asker"),
                row.getString("payer"),
                new Money(new Asset(row.getString("asset")), row.getLong("amount")),
                row.getString("memo"),
                transfer(row),
                row.getInt("attempt"),
                Rows.time(row, "created_at"),
                Rows.optionalTime(row, "answered_at"),
                row.getString("answered_by"),
                outcome == null ? null : Refusal.valueOf(outcome));
    }

    private static @Nullable Transferred transfer(ResultSet row) throws SQLException {
        var id = row.getString("transfer_id");
        if (id == null) return null;
        var source = new WalletId(row.getString("app"), row.getString("transfer_source"));
        return new Transferred(source, new TransferId(id));
    }
}
