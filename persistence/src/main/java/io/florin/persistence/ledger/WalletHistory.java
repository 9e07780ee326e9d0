package io.florin.persistence.ledger;

import io.florin.persistence.database.Database;
import io.florin.persistence.events.EventOffset;
import io.florin.persistence.journal.Hash;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.codec.MalformedBytes;
import io.florin.protocol.codec.UnknownManifest;
import io.florin.protocol.codec.WalletEventCodec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of all wallets, wallet by wallet and in the order of their numbers, in pages of one
 * statement each. Calls block; not thread-safe.
 */
public final class WalletHistory {
    /** An event, and where it stands among those of its slice. */
    public record Told(RecordedEvent recorded, int slice, EventOffset offset) {}

    private static final int PAGE_EVENTS = 2_000;

    // In C order '}' follows '|': these are all the wallets.
    private static final String PAGE =
            """
            select e.entity, e.sequence, e.slice, e.era, e.xid, e.position, e.hash, e.manifest,
                   e.bytes
            from event e
            where (e.entity, e.sequence) > (?, ?) and e.entity < 'wallet}'
            order by e.entity, e.sequence
            limit ?
            """;

    private final Database database;
    private String entity = RecordedEvent.PREFIX;
    private long sequence;

    public WalletHistory(Database database) {
        this.database = database;
    }

    /**
     * The next page; an empty one is the end.
     *
     * @throws UnreadableEventException for bytes that this release cannot read
     */
    public List<Told> page() {
        return database.autocommit(this::page);
    }

    private List<Told> page(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(PAGE)) {
            statement.setString(1, entity);
            statement.setLong(2, sequence);
            statement.setInt(3, PAGE_EVENTS);
            var page = new ArrayList<Told>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    page.add(told(rows));
                }
            }
            return page;
        }
    }

    private Told told(ResultSet row) throws SQLException {
        entity = row.getString("entity");
        sequence = row.getLong("sequence");
        var offset =
                new EventOffset(row.getInt("era"), row.getLong("xid"), row.getLong("position"));
        var name = entity.substring(RecordedEvent.PREFIX.length());
        try {
            return new Told(
                    new RecordedEvent(
                            WalletId.parse(name),
                            name,
                            sequence,
                            CommitNumber.of(offset),
                            new Hash(row.getBytes("hash")),
                            WalletEventCodec.decode(
                                    row.getString("manifest"), row.getBytes("bytes"))),
                    row.getInt("slice"),
                    offset);
        } catch (UnknownManifest | MalformedBytes | IllegalArgumentException e) {
            throw new UnreadableEventException(entity, sequence, e);
        }
    }
}
