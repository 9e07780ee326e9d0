package io.florin.persistence.ledger;

import io.florin.persistence.database.Database;
import io.florin.protocol.account.WalletId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which wallets have something to finish: transfers that have been open too long, holds that are
 * due. For the sweeper that wakes them. Oldest first, in pages. Calls block.
 */
public final class OpenWorkQuery {
    /** Why a wallet is to be woken. */
    public enum Kind {
        /** A transfer is open; its {@code since} is when it began. */
        TRANSFER,
        /** A hold is due; its {@code since} is when it should have ended. */
        HOLD
    }

    /** A wallet with open work, and the key to read on behind it. */
    public record OpenWork(Instant since, WalletId wallet) {}

    private final Database database;

    public OpenWorkQuery(Database database) {
        this.database = database;
    }

    private static final String TRANSFERS =
            """
            select t.created_at as since, t.entity
            from transfer t
            where t.closed is null and t.created_at < ? and (t.created_at, t.entity) > (?, ?)
            group by 1, 2
            order by 1, 2
            limit ?
            """;

    private static final String HOLDS =
            """
            select h.expires_at as since, h.entity
            from hold h
            where h.state = 'HELD' and h.expires_at < ? and (h.expires_at, h.entity) > (?, ?)
            group by 1, 2
            order by 1, 2
            limit ?
            """;

    /**
     * At most {@code limit} wallets whose work stands since before the given time, behind {@code
     * after}, which is the last one of the page before.
     */
    public List<OpenWork> read(Kind kind, Instant before, @Nullable OpenWork after, int limit) {
        var sql =
                switch (kind) {
                    case TRANSFER -> TRANSFERS;
                    case HOLD -> HOLDS;
                };
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                statement.setObject(1, RowTexts.floor(before));
                statement.setObject(2, RowTexts.floor(after == null ? Instant.MIN : after.since()));
                statement.setString(3, after == null ? "" : after.wallet().toString());
                statement.setInt(4, limit);
                var work = new ArrayList<OpenWork>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        work.add(
                                new OpenWork(
                                        RowTexts.time(rows, "since"),
                                        WalletId.parse(rows.getString("entity"))));
                    }
                }
                return work;
            }
        });
    }
}
