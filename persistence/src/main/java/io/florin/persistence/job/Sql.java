package io.florin.persistence.job;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is read the same way everywhere in this package. */
final class Sql {
    private Sql() {}

    /** Turns a row into a value. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    static <T> List<T> list(PreparedStatement statement, Reader<T> reader) throws SQLException {
        var values = new ArrayList<T>();
        try (var row = statement.executeQuery()) {
            while (row.next()) values.add(reader.read(row));
        }
        return values;
    }

    static <T> @Nullable T first(PreparedStatement statement, Reader<T> reader)
            throws SQLException {
        try (var row = statement.executeQuery()) {
            return row.next() ? reader.read(row) : null;
        }
    }

    static long[] longs(Collection<Long> values) {
        return values.stream().mapToLong(Long::longValue).sorted().distinct().toArray();
    }
}
