package io.florin.persistence.ledger;

import io.florin.persistence.database.Database;

/** The answer of a query as text: a line per row, a bar between columns, a dash for null. */
public final class Tables {
    static final String ENTRIES =
            """
            select entity, sequence || '.' || line, kind, account, amount, balance_after, held_after,
                   contra, contra_amount, counterparty, transfer, source
            from ledger_entry order by committed, entity, sequence, line
            """;
    static final String TRANSFERS =
            """
            select entity, id, leg, kind, state, amount, source, target, sequence,
                   to_char(ended_at at time zone 'UTC', 'SS') as ended, closed is not null as closed,
                   denial, denial_facts, reverses
            from transfer order by entity, id, leg
            """;
    static final String HOLDS =
            "select entity, id, state, amount, captured, capturing, remaining, sequence from hold";
    static final String WALLETS =
            """
            select entity, sequence, status, owner, debits, credits, overdraft, metadata
            from wallet order by entity
            """;

    private Tables() {}

    public static String text(Database database, String sql) {
        return database.autocommit(connection -> {
            var text = new StringBuilder();
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    for (int column = 1; column <= columns; column++) {
                        var value = rows.getString(column);
                        text.append(column == 1 ? "" : " | ");
                        text.append(value == null ? "-" : value);
                    }
                    text.append('\n');
                }
            }
            return text.toString();
        });
    }
}
