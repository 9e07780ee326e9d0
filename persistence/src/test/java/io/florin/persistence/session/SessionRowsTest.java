package io.florin.persistence.session;

import static io.florin.persistence.session.SampleSessions.CHAT;
import static io.florin.persistence.session.SampleSessions.CODE;
import static io.florin.persistence.session.SampleSessions.GUARD;
import static io.florin.persistence.session.SampleSessions.LOGIN;
import static io.florin.persistence.session.SampleSessions.began;
import static io.florin.persistence.session.SampleSessions.conversed;
import static io.florin.persistence.session.SampleSessions.ended;
import static io.florin.persistence.session.SampleSessions.issued;
import static io.florin.persistence.session.SampleSessions.refreshed;
import static io.florin.persistence.session.SampleSessions.relented;
import static io.florin.persistence.session.SampleSessions.second;
import static io.florin.persistence.session.SampleSessions.silenced;
import static io.florin.persistence.session.SampleSessions.tried;
import static io.florin.persistence.session.SampleSessions.used;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.database.Database;
import io.florin.persistence.events.SliceRange;
import io.florin.persistence.journal.JournalScribe;
import io.florin.persistence.ledger.LedgerRebuild;
import io.florin.persistence.ledger.Projector;
import io.florin.persistence.ledger.Tables;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.session.SessionId;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which row follows from a session's events, in whatever groups they are read. */
class SessionRowsTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String ROWS =
            """
            select id, sequence, owner, to_char(created_at at time zone 'UTC', 'SS'),
                   to_char(ended_at at time zone 'UTC', 'SS'),
                   to_char(until at time zone 'UTC', 'SS')
            from session order by id
            """;

    private static Database database;

    private JournalScribe journal;

    @BeforeAll
    static void open() {
        database = POSTGRES.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        POSTGRES.execute("truncate event, event_deletion, session, projection_offset");
        journal = new JournalScribe(database);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void rowsFollowFromEvents(int groupEvents) {
        writeAll();
        new Projector(database).run(groupEvents);
        assertThat(Tables.text(database, ROWS)).isEqualTo(expected());
    }

    @Test
    void aRebuildMakesTheSameRows() {
        writeAll();
        new Projector(database).run(100);
        LedgerRebuild.begin(database, List.of(SliceRange.ALL));
        assertThat(Tables.text(database, ROWS)).isEmpty();
        new Projector(database).run(2);
        assertThat(Tables.text(database, ROWS)).isEqualTo(expected());
    }

    private void writeAll() {
        journal.write(LOGIN, began(1, "ann", 11), refreshed(5, 15), conversed(6, 40), ended(9));
        journal.write(CHAT, conversed(1, 31), conversed(2, 32), silenced(3));
        journal.write(CODE, issued(1, 21), used(2));
        journal.write(GUARD, tried(1, 1, 11), tried(2, 2, 12), relented(3), tried(4, 1, 14));
        journal.write(new SessionId("default", "live"), began(2, "ann", 12), refreshed(3, 13));
    }

    private static String expected() {
        return """
        chat | 3 | - | 01 | - | 03
        code | 2 | - | 01 | - | 21
        guard | 4 | - | 01 | - | 14
        live | 2 | ann | 02 | - | 13
        login | 4 | ann | 01 | 09 | 40
        """;
    }

    @Test
    void aUsersLiveLoginsAreListedNewestFirst() {
        var old = new SessionId("default", "old");
        var young = new SessionId("default", "young");
        journal.write(old, began(1, "ann", 30));
        journal.write(young, began(2, "ann", 20));
        journal.write(LOGIN, began(3, "ann", 30), ended(4));
        journal.write(CHAT, began(5, "bob", 30));
        journal.write(new SessionId("other", "x"), began(5, "ann", 30));
        new Projector(database).run(100);

        var table = new SessionTable(database);
        assertThat(table.liveOf("default", "ann", second(10), 10)).containsExactly(young, old);
        assertThat(table.liveOf("default", "ann", second(10), 1)).containsExactly(young);
        assertThat(table.liveOf("default", "ann", second(20), 10)).containsExactly(old);
        assertThat(table.liveOf("default", "eve", second(10), 10)).isEmpty();
    }
}
