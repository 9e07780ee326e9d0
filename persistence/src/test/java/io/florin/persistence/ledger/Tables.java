package io.florin.persistence.ledger;

import io.florin.persistence.database.Database;

/** The answer of a query as text: a line per row, a bar between columns, a dash for null. */
public final class Tables {
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
