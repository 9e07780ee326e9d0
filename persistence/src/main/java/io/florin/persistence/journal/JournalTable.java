package io.florin.persistence.journal;

import io.florin.persistence.journal.Heads.Head;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tables {@code event} and {@code event_deletion}: append, heads, replay, delete. SQL only. */
final class JournalTable {
    /**
     * An event as it is replayed.
     *
     * @param storedMillis when it was stored, by the database's clock
     */
    record Row(
            long sequence,
            Serialized payload,
            String writer,
            long storedMillis,
            @Nullable String adapterManifest,
            @Nullable Serialized metadata) {}

    private JournalTable() {}

    /**
     * The arrays are taken apart in the select list, side by side: in the from clause each would
     * first be stored whole.
     */
    private static final String APPEND =
            """
            insert into event (era, position, slice, entity, sequence, serializer, manifest, bytes,
                               key, ref, writer, hash)
            select ?, generate_series(1, ?), unnest(?::int[]), unnest(?::text[]),
                   unnest(?::bigint[]), unnest(?::int[]), unnest(?::text[]), unnest(?::bytea[]),
                   unnest(?::text[]), unnest(?::text[]), unnest(?::text[]), unnest(?::bytea[])
            """;

    private static final String APPEND_WITH_EXTRAS =
            """
            insert into event (era, position, slice, entity, sequence, serializer, manifest, bytes,
                               key, ref, writer, hash,
                               adapter_manifest, metadata_serializer, metadata_manifest, metadata)
            select ?, generate_series(1, ?), unnest(?::int[]), unnest(?::text[]),
                   unnest(?::bigint[]), unnest(?::int[]), unnest(?::text[]), unnest(?::bytea[]),
                   unnest(?::text[]), unnest(?::text[]), unnest(?::text[]), unnest(?::bytea[]),
                   unnest(?::text[]), unnest(?::int[]), unnest(?::text[]), unnest(?::bytea[])
            """;

    /** Fails with whatever the server only warns of: it says so when a commit is not replicated. */
    static void append(Connection connection, int era, EventColumns events) throws SQLException {
        var sql = events.hasExtras() ? APPEND_WITH_EXTRAS : APPEND;
        try (var statement = connection.prepareStatement(sql)) {
            statement.setInt(1, era);
            statement.setInt(2, events.rows());
            events.bind(statement, 3);
            int stored = statement.executeUpdate();
            if (statement.getWarnings() != null) throw statement.getWarnings();
            if (stored != events.rows()) {
                throw new SQLException("Stored " + stored + " of " + events.rows() + " events");
            }
        }
    }

    private static final String HEAD =
            """
            (select sequence, hash from event where entity = ? order by sequence desc limit 1)
            union all
            (select sequence, hash from event_deletion where entity = ?)
            order by sequence desc limit 1
            """;

    /** The last event of an entity, deleted or not. */
    static Head head(Connection connection, String entity) throws SQLException {
        try (var statement = connection.prepareStatement(HEAD)) {
            statement.setString(1, entity);
            statement.setString(2, entity);
            try (var row = statement.executeQuery()) {
                return row.next()
                        ? new Head(row.getLong(1), new Hash(row.getBytes(2)))
                        : Head.EMPTY;
            }
        }
    }

    private static final String HEADS =
            """
            select h.* from unnest(?::text[]) q(entity)
            cross join lateral (
                select e.entity, e.sequence, e.hash from event e
                where e.entity = q.entity order by e.sequence desc limit 1) h
            union all
            select d.entity, d.sequence, d.hash from event_deletion d
            where d.entity = any(?::text[])
            """;

    /** The last events of several entities; those without any are missing from the answer. */
    static Map<String, Head> heads(Connection connection, Collection<String> entities)
            throws SQLException {
        var names = entities.toArray(String[]::new);
        var heads = new HashMap<String, Head>();
        try (var statement = connection.prepareStatement(HEADS)) {
            statement.setObject(1, names);
            statement.setObject(2, names);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    heads.merge(
                            row.getString(1),
                            new Head(row.getLong(2), new Hash(row.getBytes(3))),
                            (one, other) -> one.sequence() > other.sequence() ? one : other);
                }
            }
        }
        return heads;
    }

    private static final String PAGE =
            """
            select sequence, serializer, manifest, bytes, writer,
                   (extract(epoch from stored_at) * 1000)::bigint,
                   adapter_manifest, metadata_serializer, metadata_manifest, metadata
            from event
            where entity = ? and sequence between ? and ?
            order by sequence
            limit ?
            """;

    /** The first events of an entity from one number to another, both included. */
    static List<Row> page(Connection connection, String entity, long from, long to, int rowsMax)
            throws SQLException {
        try (var statement = connection.prepareStatement(PAGE)) {
            statement.setString(1, entity);
            statement.setLong(2, from);
            statement.setLong(3, to);
            statement.setInt(4, rowsMax);
            var rows = new ArrayList<Row>();
            try (var answer = statement.executeQuery()) {
                while (answer.next()) {
                    rows.add(row(answer));
                }
            }
            return rows;
        }
    }

    private static Row row(ResultSet answer) throws SQLException {
        var metadata = answer.getBytes(10);
        return new Row(
                answer.getLong(1),
                new Serialized(answer.getInt(2), answer.getString(3), answer.getBytes(4)),
                answer.getString(5),
                answer.getLong(6),
                answer.getString(7),
                metadata == null
                        ? null
                        : new Serialized(answer.getInt(8), answer.getString(9), metadata));
    }

    private static final String DELETE =
            """
            with doomed as materialized (
                select sequence, hash from event
                where entity = ? and sequence <= ? order by sequence limit ?),
            marked as (
                insert into event_deletion (entity, sequence, hash)
                select ?, sequence, hash from doomed order by sequence desc limit 1
                on conflict (entity) do update
                set sequence = excluded.sequence, hash = excluded.hash, deleted_at = now()
                where event_deletion.sequence < excluded.sequence)
            delete from event
            where entity = ? and sequence <= (select max(sequence) from doomed)
            """;

    /** Deletes the oldest events up to a number, at most {@code rowsMax}; returns how many. */
    static int delete(Connection connection, String entity, long to, int rowsMax)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
            statement.setString(1, entity);
            statement.setLong(2, to);
            statement.setInt(3, rowsMax);
            statement.setString(4, entity);
            statement.setString(5, entity);
            return statement.executeUpdate();
        }
    }
}
