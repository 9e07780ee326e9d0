package io.florin.persistence.row;

import io.florin.protocol.ledger.EntryFilter;
import io.florin.protocol.ledger.Page;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One page of a table in the order of (time, id). Conditions that are not asked for are left out of
 * the statement, so that PostgreSQL finds the index of those that are. For one use.
 */
public final class KeysetQuery {
    /** Which way the list goes. */
    public enum Order {
        OLDEST_FIRST(">", "asc"),
        NEWEST_FIRST("<", "desc");

        private final String beyond;
        private final String direction;

        Order(String beyond, String direction) {
            this.beyond = beyond;
            this.direction = direction;
        }
    }

    /** What the column {@code id} is made of. */
    public enum IdType {
        TEXT,
        UUID
    }

    /**
     * What does not change from page to page.
     *
     * @param name names the list in its cursors: small letters
     * @param select up to and including the table
     * @param time the column that is ordered by
     */
    public record Listing(String name, String select, String time, IdType idType, Order order) {}

    /** Turns a row into an item. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Listing listing;
    private final int limit;
    private final StringBuilder sql;
    private final List<Object> values = new ArrayList<>();

    /** Throws {@link IllegalArgumentException} for a cursor or a limit that cannot be. */
    public KeysetQuery(Listing listing, @Nullable String cursor, int limit) {
        if (limit < 1 || limit > EntryFilter.MAX_LIMIT) {
            throw new IllegalArgumentException("limit is 1 to " + EntryFilter.MAX_LIMIT + ".");
        }
        this.listing = listing;
        this.limit = limit;
        this.sql = new StringBuilder(listing.select()).append(" where true");
        var last = TimeCursor.parse(listing.name(), cursor);
        if (last != null) begin(last);
    }

    private void begin(TimeCursor last) {
        sql.append(" and (%s, id) %s (?, ?)".formatted(listing.time(), listing.order().beyond));
        values.add(Rows.floor(last.at()));
        values.add(
                switch (listing.idType()) {
                    case TEXT -> last.id();
                    case UUID -> UUID.fromString(last.id());
                });
    }

    /** A condition with one {@code ?}; none if the value is null. */
    public KeysetQuery where(String condition, @Nullable Object value) {
        if (value == null) return this;
        values.add(value);
        return where(condition);
    }

    /** A condition without values. */
    public KeysetQuery where(String condition) {
        sql.append(" and ").append(condition);
        return this;
    }

    /** Reads one row more than the page has, to know whether there is a next one. */
    public <T> Page<T> page(Connection connection, Reader<T> reader) throws SQLException {
        sql.append(
                " order by %1$s %2$s, id %2$s limit ?"
                        .formatted(listing.time(), listing.order().direction));
        values.add(limit + 1);
        try (var statement = connection.prepareStatement(sql.toString())) {
            bind(statement);
            try (var rows = statement.executeQuery()) {
                return page(rows, reader);
            }
        }
    }

    private void bind(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
    }

    private <T> Page<T> page(ResultSet rows, Reader<T> reader) throws SQLException {
        var items = new ArrayList<T>();
        var last = "";
        while (rows.next()) {
            if (items.size() == limit) return new Page<>(items, last);
            items.add(reader.read(rows));
            var at = Rows.time(rows, listing.time());
            last = new TimeCursor(listing.name(), at, rows.getString("id")).toString();
        }
        return new Page<>(items, null);
    }
}
