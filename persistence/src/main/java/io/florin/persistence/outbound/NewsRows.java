package io.florin.persistence.outbound;

import io.florin.persistence.ledger.Columns;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.outbound.EventType;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.wallet.HoldFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of {@code webhook_message} about the ledger; what nobody wants is not written. */
final class NewsRows {
    /** A transfer that something happened to. */
    record TransferName(String app, String entity, String id) {}

    /** A hold after the event that is told of. */
    record HoldNews(WalletId wallet, String source, EventType type, HoldFacts facts, Instant at) {}

    /** A transfer that never began. */
    record RefusalNews(WalletId wallet, String source, String id, Denial denial, Instant at) {}

    private NewsRows() {}

    private static final String TRANSFERS =
            "select webhook_of_transfers(?::text[], ?::text[], ?::text[])";

    /** Those whose last leg has ended. */
    static void transfers(Connection connection, List<TransferName> rows) throws SQLException {
        if (rows.isEmpty()) return;
        try (var columns = new Columns<>(connection, TRANSFERS, rows)) {
            columns.texts(TransferName::app)
                    .texts(TransferName::entity)
                    .texts(TransferName::id)
                    .query()
                    .close();
        }
    }

    private static final String HOLDS =
            """
            select webhook_of_holds(?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                ?::bigint[], ?::bigint[], ?::bigint[])
            """;

    static void holds(Connection connection, List<HoldNews> rows) throws SQLException {
        if (rows.isEmpty()) return;
        try (var columns = new Columns<>(connection, HOLDS, rows)) {
            columns.texts(row -> row.wallet().app())
                    .texts(row -> row.wallet().id())
                    .texts(HoldNews::source)
                    .texts(row -> row.type().word())
                    .texts(row -> row.facts().id().value())
                    .texts(row -> row.facts().state().name())
                    .texts(row -> row.facts().asset().code())
                    .longs(row -> row.facts().amount())
                    .longs(row -> row.facts().captured())
                    .longs(row -> row.facts().capturing())
                    .longs(row -> row.facts().remaining())
                    .optionalTimes(row -> row.facts().expiresAt())
                    .times(row -> row.facts().createdAt())
                    .times(HoldNews::at)
                    .query()
                    .close();
        }
    }

    private static final String REFUSALS =
            """
            select webhook_of_refusals(?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::bigint[])
            """;

    static void refusals(Connection connection, List<RefusalNews> rows) throws SQLException {
        if (rows.isEmpty()) return;
        try (var columns = new Columns<>(connection, REFUSALS, rows)) {
            columns.texts(row -> row.wallet().app())
                    .texts(row -> row.wallet().id())
                    .texts(RefusalNews::source)
                    .texts(RefusalNews::id)
                    .texts(row -> row.denial().why().name())
                    .texts(NewsRows::facts)
                    .times(RefusalNews::at)
                    .query()
                    .close();
        }
    }

    /** Numbers under names of ours: nothing to be escaped. */
    private static String facts(RefusalNews row) {
        return row.denial().facts().entrySet().stream()
                .map(fact -> "\"%s\":%d".formatted(fact.getKey(), fact.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
