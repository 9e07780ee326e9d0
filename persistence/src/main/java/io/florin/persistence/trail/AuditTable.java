package io.florin.persistence.trail;

import io.florin.persistence.database.Database;
import io.florin.persistence.row.KeysetQuery;
import io.florin.persistence.row.KeysetQuery.IdType;
import io.florin.persistence.row.KeysetQuery.Listing;
import io.florin.persistence.row.KeysetQuery.Order;
import io.florin.persistence.row.Rows;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.trail.AuditEntry;
import io.florin.protocol.trail.AuditFilter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code audit_entry}. Calls block. */
public final class AuditTable {
    private final Database database;

    public AuditTable(Database database) {
        this.database = database;
    }

    private static final String APPEND =
            """
            insert into audit_entry (at, id, app, kind, actor, address, target, before, after)
            values (?, ?, ?, ?, ?, ?, ?, ?::json, ?::json)
            on conflict (id) do nothing
            """;

    /** Durable when it returns; an entry of the same id is there once. */
    public void append(AuditEntry entry) {
        database.autocommit(connection -> insert(connection, entry));
    }

    /**
     * Appends the entry of a change in the change's own transaction, with what was and what is
     * where the entry does not say.
     *
     * @throws IllegalStateException if there is an entry of this id: it belongs to another change
     */
    public static void append(
            Connection connection,
            AuditEntry entry,
            @Nullable String before,
            @Nullable String after)
            throws SQLException {
        if (!insert(connection, filled(entry, before, after))) {
            throw new IllegalStateException(
                    "The audit entry " + entry.id() + " belongs to another change.");
        }
    }

    private static AuditEntry filled(
            AuditEntry entry, @Nullable String before, @Nullable String after) {
        return new AuditEntry(
                entry.id(),
                entry.app(),
                entry.at(),
                entry.kind(),
                entry.actor(),
                entry.address(),
                entry.target(),
                entry.before() == null ? before : entry.before(),
                entry.after() == null ? after : entry.after());
    }

    private static boolean insert(Connection connection, AuditEntry entry) throws SQLException {
        try (var statement = connection.prepareStatement(APPEND)) {
            statement.setObject(1, Rows.floor(entry.at()));
            statement.setObject(2, UUID.fromString(entry.id()));
            statement.setString(3, entry.app());
            statement.setString(4, entry.kind());
            statement.setString(5, entry.actor());
            statement.setString(6, entry.address());
            statement.setString(7, entry.target());
            statement.setString(8, entry.before());
            statement.setString(9, entry.after());
            return statement.executeUpdate() == 1;
        }
    }

    private static final Listing NEWEST =
            new Listing(
                    "trail", "select * from audit_entry", "at", IdType.UUID, Order.NEWEST_FIRST);

    /** Newest first. Throws {@link IllegalArgumentException} for a cursor that is not ours. */
    public Page<AuditEntry> find(AuditFilter filter) {
        var query =
                new KeysetQuery(NEWEST, filter.cursor(), filter.limit())
                        .where("app = ?", filter.app())
                        .where("kind = ?", filter.kind())
                        .where("actor = ?", filter.actor())
                        .where("target = ?", filter.target())
                        .where("at >= ?", Rows.optionalCeiling(filter.from()))
                        .where("at < ?", Rows.optionalCeiling(filter.to()));
        return database.autocommit(connection -> query.page(connection, AuditTable::entry));
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getString("id"),
                row.getString("app"),
                Rows.time(row, "at"),
                row.getString("kind"),
                row.getString("actor"),
                row.getString("address"),
                row.getString("target"),
                row.getString("before"),
                row.getString("after"));
    }

    /** The entries of one kind of one app, which are kept equally long. */
    public record Series(String app, String kind) {}

    /** One look into the index for each. */
    private static final String SERIES =
            """
            with recursive series (app, kind) as (
                (select app, kind from audit_entry order by app, kind limit 1)
                union all
                select later.app, later.kind
                from series s
                cross join lateral (
                    select e.app, e.kind from audit_entry e
                    where (e.app, e.kind) > (s.app, s.kind)
                    order by e.app, e.kind limit 1) later)
            select app, kind from series
            """;

    /** What series there are. */
    public List<Series> series() {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(SERIES);
                    var rows = statement.executeQuery()) {
                var series = new ArrayList<Series>();
                while (rows.next()) {
                    series.add(new Series(rows.getString("app"), rows.getString("kind")));
                }
                return series;
            }
        });
    }

    private static final String PURGE = "select purge_audit_entries(?, ?, ?, ?)";

    /**
     * Deletes the series' oldest entries from before a time; at most so many, answers how many.
     *
     * @throws io.florin.persistence.database.DatabaseException refused, if one of them is not a day
     *     old
     */
    public int purge(Series series, Instant before, int atMost) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(PURGE)) {
                statement.setString(1, series.app());
                statement.setString(2, series.kind());
                statement.setObject(3, Rows.floor(before));
                statement.setInt(4, atMost);
                try (var row = statement.executeQuery()) {
                    row.next();
                    return row.getInt(1);
                }
            }
        });
    }
}
