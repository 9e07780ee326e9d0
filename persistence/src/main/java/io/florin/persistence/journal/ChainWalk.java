package io.florin.persistence.journal;

import io.florin.persistence.database.Database;
import io.florin.persistence.journal.NewEvent.Extras;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the whole journal entity by entity and computes every hash again. Pages of one statement
 * each: neither memory nor a transaction grows with the journal. Blocks; one thread per instance.
 */
public final class ChainWalk {
    private static final int PAGE_EVENTS = 1_000;

    private static final String PAGE =
            """
            select e.entity, e.sequence, e.era, e.xid, e.serializer, e.manifest, e.bytes,
                   e.key, e.ref, e.hash, e.adapter_manifest,
                   e.metadata_serializer, e.metadata_manifest, e.metadata, d.sequence, d.hash
            from event e left join event_deletion d on d.entity = e.entity
            where (e.entity, e.sequence) > (?, ?)
            order by e.entity, e.sequence
            limit ?
            """;

    private final Database database;
    private final ChainHash chain = new ChainHash();
    private String entity = "";
    private long sequence;
    private Hash hash = Hash.NONE;

    public ChainWalk(Database database) {
        this.database = database;
    }

    /**
     * Shows every event's link, by entity (in the order of its bytes) and sequence number, until
     * the visitor returns false.
     */
    public void walk(Predicate<ChainLink> visitor) {
        while (true) {
            var page = database.autocommit(this::page);
            for (var link : page) {
                if (!visitor.test(link)) return;
            }
            if (page.size() < PAGE_EVENTS) return;
        }
    }

    private List<ChainLink> page(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(PAGE)) {
            statement.setString(1, entity);
            statement.setLong(2, sequence);
            statement.setInt(3, PAGE_EVENTS);
            var links = new ArrayList<ChainLink>();
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    links.add(link(row));
                }
            }
            return links;
        }
    }

    private ChainLink link(ResultSet row) throws SQLException {
        var nextEntity = row.getString(1);
        if (!nextEntity.equals(entity)) {
            entity = nextEntity;
            sequence = 0;
            hash = Hash.NONE;
        }
        // Deleted events leave the hash of the last of them: the chain goes on from there.
        if (row.getLong(15) > sequence) hash = new Hash(row.getBytes(16));
        sequence = row.getLong(2);
        hash = chain.next(hash, entity, event(row));
        return new ChainLink(
                entity, sequence, row.getInt(3), row.getLong(4), new Hash(row.getBytes(10)), hash);
    }

    private static NewEvent event(ResultSet row) throws SQLException {
        return new NewEvent(
                row.getLong(2),
                new Serialized(row.getInt(5), row.getString(6), row.getBytes(7)),
                row.getString(8),
                row.getString(9),
                "",
                extras(row));
    }

    private static @Nullable Extras extras(ResultSet row) throws SQLException {
        var manifest = row.getString(11);
        var metadata = row.getBytes(14);
        if (manifest == null && metadata == null) return null;
        return new Extras(
                manifest,
                metadata == null
                        ? null
                        : new Serialized(row.getInt(12), row.getString(13), metadata));
    }
}
