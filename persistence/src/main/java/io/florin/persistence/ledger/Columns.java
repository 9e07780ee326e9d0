package io.florin.persistence.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Rows turned into one array per column, for {@code unnest}: one statement, whatever the number of
 * rows. Times go as microseconds since 1970.
 */
public final class Columns<R> implements AutoCloseable {
    private final PreparedStatement statement;
    private final List<R> rows;
    private int next = 1;

    public Columns(Connection connection, String sql, List<R> rows) throws SQLException {
        this.statement = connection.prepareStatement(sql);
        this.rows = rows;
    }

    public Columns<R> texts(Function<R, @Nullable String> column) throws SQLException {
        var values = new @Nullable String[rows.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = column.apply(rows.get(row));
        }
        return bind(values);
    }

    public Columns<R> longs(ToLongFunction<R> column) throws SQLException {
        var values = new long[rows.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = column.applyAsLong(rows.get(row));
        }
        return bind(values);
    }

    public Columns<R> optionalLongs(Function<R, @Nullable Long> column) throws SQLException {
        var values = new @Nullable Long[rows.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = column.apply(rows.get(row));
        }
        return bind(values);
    }

    public Columns<R> ints(ToIntFunction<R> column) throws SQLException {
        var values = new int[rows.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = column.applyAsInt(rows.get(row));
        }
        return bind(values);
    }

    public Columns<R> times(Function<R, Instant> column) throws SQLException {
        return longs(row -> Micros.of(column.apply(row)));
    }

    public Columns<R> optionalTimes(Function<R, @Nullable Instant> column) throws SQLException {
        return optionalLongs(row -> {
            var time = column.apply(row);
            return time == null ? null : Micros.of(time);
        });
    }

    public Columns<R> bytes(Function<R, byte @Nullable []> column) throws SQLException {
        var values = new byte @Nullable [rows.size()] @Nullable [];
        for (int row = 0; row < values.length; row++) {
            values[row] = column.apply(rows.get(row));
        }
        return bind(values);
    }

    /** Runs the statement; returns how many rows it touched. */
    public int update() throws SQLException {
        return statement.executeUpdate();
    }

    public ResultSet query() throws SQLException {
        return statement.executeQuery();
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }

    private Columns<R> bind(Object values) throws SQLException {
        statement.setObject(next++, values);
        return this;
    }
}
