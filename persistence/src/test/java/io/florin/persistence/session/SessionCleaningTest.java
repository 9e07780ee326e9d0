package io.florin.persistence.session;

import static io.florin.persistence.session.SampleSessions.CHAT;
import static io.florin.persistence.session.SampleSessions.CODE;
import static io.florin.persistence.session.SampleSessions.GUARD;
import static io.florin.persistence.session.SampleSessions.LOGIN;
import static io.florin.persistence.session.SampleSessions.began;
import static io.florin.persistence.session.SampleSessions.conversed;
import static io.florin.persistence.session.SampleSessions.ended;
import static io.florin.persistence.session.SampleSessions.issued;
import static io.florin.persistence.session.SampleSessions.second;
import static io.florin.persistence.session.SampleSessions.tried;
import static io.florin.persistence.session.SampleSessions.used;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.audit.ChainCheck;
import io.florin.persistence.audit.ChainReport;
import io.florin.persistence.database.Database;
import io.florin.persistence.journal.JournalScribe;
import io.florin.persistence.ledger.Projector;
import io.florin.persistence.ledger.Tables;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.session.SessionId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Dead sessions go from journal and read side; nothing of the living does, and chains hold. */
class SessionCleaningTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String EVENTS =
            "select entity, sequence from event order by entity, sequence";
    private static final String MARKS = "select entity, sequence from event_deletion";
    private static final String ROWS = "select id from session order by id";

    private static Database database;

    private JournalScribe journal;
    private SessionCleaning cleaning;

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
        POSTGRES.execute("truncate event, event_deletion, snapshot, session, projection_offset");
        journal = new JournalScribe(database);
        cleaning = new SessionCleaning(database);
    }

    @Test
    void ofLoginsAndCodesAllGoes() {
        journal.write(LOGIN, began(1, "ann", 11), conversed(2, 5), ended(9));
        journal.write(CODE, issued(1, 8), used(2));
        snapshot("session|default/login", 2);
        project();

        assertThat(cleaning.clean(second(9), 10)).isEqualTo(1);
        assertThat(text(ROWS)).isEqualTo("login\n");
        assertThat(cleaning.clean(second(10), 10)).isEqualTo(1);
        assertThat(text(ROWS) + text(EVENTS) + text(MARKS)).isEmpty();
        assertThat(POSTGRES.count("select count(*) from snapshot")).isZero();
        assertThat(cleaning.clean(second(10), 10)).isZero();
    }

    @Test
    void aConversationGoesOnWithItsNumbersAndItsChain() {
        journal.write(CHAT, conversed(1, 3), conversed(2, 4));
        journal.write(GUARD, tried(1, 1, 4));
        snapshot("session|default/chat", 2);
        project();

        assertThat(cleaning.clean(second(10), 10)).isEqualTo(2);
        assertThat(text(EVENTS) + text(ROWS)).isEmpty();
        assertThat(POSTGRES.count("select count(*) from snapshot")).isZero();
        assertThat(text(MARKS + " order by entity"))
                .isEqualTo("session|default/chat | 2\nsession|default/guard | 1\n");

        journal.write(CHAT, conversed(20, 30));
        project();
        assertThat(text(EVENTS)).isEqualTo("session|default/chat | 3\n");
        assertThat(text(ROWS)).isEqualTo("chat\n");
        assertThat(check().isUnchanged()).isTrue();

        assertThat(cleaning.clean(second(40), 10)).isEqualTo(1);
        assertThat(text(MARKS + " order by entity"))
                .isEqualTo("session|default/chat | 3\nsession|default/guard | 1\n");
    }

    @Test
    void whatWasWrittenSinceTheReadSideSawItStays() {
        journal.write(CHAT, conversed(1, 3));
        project();
        journal.write(CHAT, conversed(4, 30));

        assertThat(cleaning.clean(second(10), 10)).isZero();
        assertThat(text(EVENTS)).isEqualTo("session|default/chat | 1\nsession|default/chat | 2\n");
        project();
        assertThat(cleaning.clean(second(10), 10)).isZero();
        assertThat(cleaning.clean(second(31), 10)).isEqualTo(1);
    }

    @Test
    void theLivingStay() {
        journal.write(LOGIN, began(1, "ann", 30));
        journal.write(CHAT, conversed(1, 30));
        journal.write(CODE, issued(1, 30), used(2));
        journal.write(GUARD, tried(1, 1, 30));
        project();
        assertThat(cleaning.clean(second(30), 10)).isZero();
        assertThat(POSTGRES.count("select count(*) from event")).isEqualTo(5);
    }

    @Test
    void soManyAtATimeTheLongestDeadFirst() {
        for (int n = 1; n <= 5; n++) {
            journal.write(new SessionId("default", "c" + n), issued(0, 10 - n));
        }
        project();
        assertThat(cleaning.clean(second(20), 2)).isEqualTo(2);
        assertThat(text(ROWS)).isEqualTo("c1\nc2\nc3\n");
        assertThat(cleaning.clean(second(20), 2)).isEqualTo(2);
        assertThat(cleaning.clean(second(20), 2)).isEqualTo(1);
        assertThat(check().events()).isZero();
    }

    /** A repeat of a request whose code is long gone makes a code anew, from number one. */
    @Test
    void anIdThatIsUsedAgainBeginsAChainOfItsOwn() {
        journal.write(CODE, issued(1, 8), used(2));
        project();
        cleaning.clean(second(10), 10);
        journal.forget(CODE);
        journal.write(CODE, issued(20, 28));
        project();

        assertThat(text(EVENTS)).isEqualTo("session|default/code | 1\n");
        assertThat(text(ROWS)).isEqualTo("code\n");
        assertThat(check().isUnchanged()).isTrue();
    }

    private static void project() {
        new Projector(database).run(100);
    }

    private static ChainReport check() {
        return new ChainCheck(database).check("wallet|");
    }

    private static void snapshot(String entity, int sequence) {
        POSTGRES.execute(
                "insert into snapshot (sequence, taken_millis, serializer, entity, manifest, bytes)"
                        + " values (%d, 1, 1, '%s', 'n1', '')".formatted(sequence, entity));
    }

    private static String text(String sql) {
        return Tables.text(database, sql);
    }
}
