package io.florin.persistence.ledger;

import io.florin.persistence.database.Database;
import io.florin.persistence.events.EventOffset;
import io.florin.persistence.events.EventReader;
import io.florin.persistence.events.EventRow;
import io.florin.persistence.events.SliceRange;
import io.florin.persistence.outbound.LedgerNews;
import io.florin.persistence.projection.GroupTransaction;
import io.florin.persistence.projection.OffsetTable;
import io.florin.persistence.session.SessionGroup;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The projection without its stream: projects what there is, on the calling thread. */
public final class Projector {
    private static final String MOVE =
            "update projection_offset set current_offset = ?"
                    + " where projection_name = ? and projection_key = ?";

    private final Database database;
    private final EventReader reader;

    public Projector(Database database) {
        this.database = database;
        this.reader = new EventReader(database);
        database.transact(connection -> {
            OffsetTable.prepare(connection, OffsetTable.LEDGER, List.of(SliceRange.ALL));
            return true;
        });
    }

    /** Everything stored by now, in groups of at most so many events. */
    public void run(int groupEvents) {
        while (!step(groupEvents)) {}
    }

    /** One group; returns whether there was nothing more. */
    public boolean step(int groupEvents) {
        var stored = offsets().get(SliceRange.ALL);
        if (stored == null) throw new IllegalStateException("not prepared");
        var page = reader.read(SliceRange.ALL, stored, groupEvents);
        var group = new LedgerGroup();
        var sessions = new SessionGroup();
        var events = new ArrayList<EventRow>();
        for (var row : page.rows()) {
            if (RecordedEvent.isOfWallet(row)) {
                group.add(RecordedEvent.of(row));
                events.add(row);
            }
            if (SessionGroup.isOfSession(row)) sessions.add(row);
        }
        try (var transaction = new GroupTransaction(database, OffsetTable.LEDGER, SliceRange.ALL)) {
            var connection = transaction.connection();
            transaction.requireOffset(stored);
            group.write(connection);
            var news = LedgerNews.ifWanted(connection);
            if (news.isPresent()) {
                events.forEach(row -> news.get().add(row, RecordedEvent.of(row)));
                news.get().write(connection);
            }
            sessions.write(connection);
            move(connection, page.next());
            transaction.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return !page.more();
    }

    private Map<SliceRange, EventOffset> offsets() {
        return database.autocommit(connection -> OffsetTable.read(connection, OffsetTable.LEDGER));
    }

    private static void move(Connection connection, EventOffset offset) throws SQLException {
        try (var statement = connection.prepareStatement(MOVE)) {
            statement.setString(1, offset.toString());
            statement.setString(2, OffsetTable.LEDGER);
            statement.setString(3, SliceRange.ALL.toString());
            statement.executeUpdate();
        }
    }
}
