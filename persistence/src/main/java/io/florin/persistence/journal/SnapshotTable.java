package io.florin.persistence.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** Table {@code snapshot}: states of entities by sequence number. SQL only. */
final class SnapshotTable {
    record Row(
            String entity,
            long sequence,
            long takenMillis,
            Serialized state,
            @Nullable Serialized metadata) {}

    /** Which snapshots of an entity are meant; all bounds are included. */
    record Range(long fromSequence, long toSequence, long fromMillis, long toMillis) {}

    private SnapshotTable() {}

    private static final String SAVE =
            """
            insert into snapshot (entity, sequence, taken_millis, serializer, manifest, bytes,
                                  metadata_serializer, metadata_manifest, metadata)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (entity, sequence) do update
            set taken_millis = excluded.taken_millis, serializer = excluded.serializer,
                manifest = excluded.manifest, bytes = excluded.bytes,
                metadata_serializer = excluded.metadata_serializer,
                metadata_manifest = excluded.metadata_manifest, metadata = excluded.metadata
            """;

    private static final String SAVE_OVER_SAME_KIND =
            SAVE
                    + "where snapshot.serializer = excluded.serializer"
                    + " and snapshot.manifest = excluded.manifest";

    /** Replaces what is there. */
    static void save(Connection connection, Row row) throws SQLException {
        save(connection, SAVE, row);
    }

    /**
     * Returns false, and changes nothing, if a snapshot of another serializer or manifest is there.
     */
    static boolean saveOverSameKind(Connection connection, Row row) throws SQLException {
        return save(connection, SAVE_OVER_SAME_KIND, row) == 1;
    }

    private static int save(Connection connection, String sql, Row row) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, row.entity());
            statement.setLong(2, row.sequence());
            statement.setLong(3, row.takenMillis());
            statement.setInt(4, row.state().serializer());
            statement.setString(5, row.state().manifest());
            statement.setBytes(6, row.state().bytes());
            var metadata = row.metadata();
            if (metadata == null) {
                statement.setNull(7, Types.INTEGER);
                statement.setNull(8, Types.VARCHAR);
                statement.setNull(9, Types.BINARY);
            } else {
                statement.setInt(7, metadata.serializer());
                statement.setString(8, metadata.manifest());
                statement.setBytes(9, metadata.bytes());
            }
            return statement.executeUpdate();
        }
    }

    private static final String LATEST =
            """
            select sequence, taken_millis, serializer, manifest, bytes,
                   metadata_serializer, metadata_manifest, metadata
            from snapshot
            where entity = ? and sequence between ? and ? and taken_millis between ? and ?
            order by sequence desc
            limit 1
            """;

    static @Nullable Row latest(Connection connection, String entity, Range range)
            throws SQLException {
        try (var statement = connection.prepareStatement(LATEST)) {
            bind(statement, entity, range);
            try (var row = statement.executeQuery()) {
                if (!row.next()) return null;
                var metadata = row.getBytes(8);
                return new Row(
                        entity,
                        row.getLong(1),
                        row.getLong(2),
                        new Serialized(row.getInt(3), row.getString(4), row.getBytes(5)),
                        metadata == null
                                ? null
                                : new Serialized(row.getInt(6), row.getString(7), metadata));
            }
        }
    }

    private static final String DELETE =
            """
            delete from snapshot
            where entity = ? and sequence between ? and ? and taken_millis between ? and ?
            """;

    static int delete(Connection connection, String entity, Range range) throws SQLException {
        try (var statement = connection.prepareStatement(DELETE)) {
            bind(statement, entity, range);
            return statement.executeUpdate();
        }
    }

    private static final String DELETE_OLDER =
            """
            delete from snapshot
            where entity = ? and sequence < (
                select sequence from snapshot where entity = ?
                order by sequence desc offset ? limit 1)
            """;

    /** Keeps the newest so many of an entity's snapshots. */
    static int deleteOlder(Connection connection, String entity, int keepNewest)
            throws SQLException {
        try (var statement = connection.prepareStatement(DELETE_OLDER)) {
            statement.setString(1, entity);
            statement.setString(2, entity);
            statement.setInt(3, keepNewest - 1);
            return statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, String entity, Range range)
            throws SQLException {
        statement.setString(1, entity);
        statement.setLong(2, range.fromSequence());
        statement.setLong(3, range.toSequence());
        statement.setLong(4, range.fromMillis());
        statement.setLong(5, range.toMillis());
    }
}
