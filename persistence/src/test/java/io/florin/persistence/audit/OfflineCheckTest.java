package io.florin.persistence.audit;

import static io.florin.persistence.ledger.SampleEvents.A;
import static io.florin.persistence.ledger.SampleEvents.B;
import static io.florin.persistence.ledger.SampleEvents.USD;
import static io.florin.persistence.ledger.SampleEvents.captured;
import static io.florin.persistence.ledger.SampleEvents.credited;
import static io.florin.persistence.ledger.SampleEvents.debited;
import static io.florin.persistence.ledger.SampleEvents.deposited;
import static io.florin.persistence.ledger.SampleEvents.held;
import static io.florin.persistence.ledger.SampleEvents.hold;
import static io.florin.persistence.ledger.SampleEvents.leg;
import static io.florin.persistence.ledger.SampleEvents.legName;
import static io.florin.persistence.ledger.SampleEvents.opened;
import static io.florin.persistence.ledger.SampleEvents.released;
import static io.florin.persistence.ledger.SampleEvents.settled;
import static io.florin.persistence.session.SampleSessions.CHAT;
import static io.florin.persistence.session.SampleSessions.LOGIN;
import static io.florin.persistence.session.SampleSessions.began;
import static io.florin.persistence.session.SampleSessions.conversed;
import static io.florin.persistence.session.SampleSessions.ended;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.database.Database;
import io.florin.persistence.journal.JournalScribe;
import io.florin.persistence.ledger.Projector;
import io.florin.persistence.session.SampleSessions;
import io.florin.persistence.session.SessionCleaning;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.ledger.LedgerCheck.AssetSum;
import io.florin.protocol.wallet.HoldFacts.State;
import io.florin.protocol.wallet.WalletEvent;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A ledger that is right passes; one thing planted anywhere is found, and named. */
class OfflineCheckTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

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
    void write() {
        POSTGRES.execute(
                "truncate event, event_deletion, ledger_entry, transfer, hold, wallet,"
                        + " session, projection_offset");
        journal = new JournalScribe(database);
        journal.write(
                A,
                opened(0, "ann"),
                deposited(1, 500, 500, 0),
                held(2, hold("h", State.HELD, 0, 0, 100), 500, 100),
                captured(3, "c", hold("h", State.HELD, 0, 60, 40), 440, 40, leg(B, 60)));
        journal.write(B, credited(4, legName(A, "c", 0), 60, 60));
        journal.write(
                A,
                settled(5, "c", 0, 60, hold("h", State.HELD, 60, 0, 40), 0, 440, 40),
                released(6, hold("h", State.RELEASED, 60, 0, 0), 40, 440, 0),
                debited(7, "t", 433, leg(B, 7)));
        new Projector(database).run(100);
    }

    @Test
    void whatIsRight() {
        var report = check();

        assertThat(report.difference()).isEmpty();
        assertThat(report.entities()).isEqualTo(2);
        assertThat(report.events()).isEqualTo(8);
        assertThat(report.unread()).isZero();
        assertThat(report.assets()).containsExactly(new AssetSum(USD, 0, 7));
        assertThat(report.toString())
                .startsWith(
                        "8 events of 2 entities read.\nUSD: sum 0, in flight 7\ndigest florin1-");
    }

    @Test
    void whatTheReadSideHasNotReadIsNoDifference() {
        journal.write(B, credited(8, legName(A, "t", 0), 7, 67));
        journal.write(A, settled(9, "t", 0, 7, 433));

        var report = check();
        assertThat(report.difference()).isEmpty();
        assertThat(report.unread()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    update event set bytes = set_byte(bytes, 3, get_byte(bytes, 3) # 1) where sequence = 2 ~ Entity wallet|default/a, event 2: it, or the event before it, is not what was stored.
                    delete from event where entity = 'wallet|default/b' ~ Entity wallet|default/b, event 1: the read side has seen it, but the journal has it no more.
                    delete from event where sequence = 7 ~ Entity wallet|default/a, event 7: the read side has seen it, but the journal has it no more.
                    update ledger_entry set amount = 501, contra_amount = -501 where kind = 'deposit' ~ Entity wallet|default/a, event 2: the read side says otherwise in line 0
                    update ledger_entry set memo = 'x' where kind = 'hold' ~ Entity wallet|default/a, event 3: the read side says otherwise in line 0
                    delete from ledger_entry where entity = 'default/b' ~ Entity wallet|default/b, event 1: the read side lacks its line 0.
                    insert into ledger_entry select (jsonb_populate_record(e, '{"line": 9}')).* from ledger_entry e where kind = 'deposit' ~ Entity wallet|default/a, event 2: the read side has a line 9 that the event has not.
                    insert into ledger_entry select (jsonb_populate_record(e, '{"asset": "THB"}')).* from ledger_entry e where kind = 'deposit' ~ The read side has 7 lines, the events that it has read make 6.
                    update wallet set sequence = 99 ~ Entity wallet|default/a, event 99: the read side has seen it, but the journal has it no more.
                    update transfer set hash = decode(repeat('ab', 32), 'hex') where id = 't' ~ Entity wallet|default/a, event 7: it is not the event that the read side has seen.
                    insert into event_deletion values ('wallet|default/c', 4, decode(repeat('ab', 32), 'hex')) ~ Entity wallet|default/c, event 4: it was deleted.
                    update transfer set amount = 6 where id = 't' ~ Transfer t of wallet default/a has 7 USD in transit, which is not between 0 and 6.
                    """)
    void whatIsPlantedIsFound(String plant, String sentence) {
        POSTGRES.execute(plant);

        var report = check();
        assertThat(report.ok()).isFalse();
        assertThat(report.digest()).isEmpty();
        assertThat(report.difference().orElseThrow().toString()).startsWith(sentence);
    }

    /** Their chains are checked, too; what they say is nobody's money, and they may be deleted. */
    @Test
    void sessionsAreInTheJournalAndNotInTheLedger() {
        var digest = check().digest();
        journal.write(LOGIN, began(1, "ann", 11), ended(9));
        journal.write(CHAT, conversed(1, 3));
        assertThat(check().ok()).isTrue();
        new Projector(database).run(100);

        var report = new OfflineCheck(database).run(digest);
        assertThat(report.difference()).isEmpty();
        assertThat(report.entities()).isEqualTo(4);
        assertThat(report.events()).isEqualTo(11);
        assertThat(report.unread()).isZero();

        new SessionCleaning(database).clean(SampleSessions.second(50), 10);
        assertThat(check().ok()).isTrue();
        journal.write(CHAT, conversed(60, 70), conversed(61, 71));
        assertThat(new OfflineCheck(database).run(digest).ok()).isTrue();
        POSTGRES.execute("update event set bytes = '' where entity = 'session|default/chat'");
        assertThat(check().difference().orElseThrow().toString())
                .startsWith("Entity session|default/chat, event 2: it, or the event before it");
    }

    @Test
    void anEventThatDoesNotAddUpIsFound() {
        assertWrong(deposited(8, 1, 435, 0), "an entry says that the wallet then owned 435 USD");
    }

    @Test
    void aBalanceHeldThatNoHoldExplainsIsFound() {
        assertWrong(deposited(8, 1, 434, 3), "it says Balance[posted=434, held=3] of USD");
    }

    @Test
    void timesDoNotGoBack() {
        assertWrong(deposited(1, 1, 434, 0), "its time 2025-11-21T12:00:01Z is before");
    }

    @Test
    void theDigestOfAnEarlierCheckStillHoldsWhenHistoryHasGrown() {
        var earlier = check().digest();
        journal.write(B, credited(8, legName(A, "t", 0), 7, 67));
        assertThat(new OfflineCheck(database).run(earlier).ok()).isTrue();
    }

    @Test
    void historyThatWasWrittenAnewIsFoundByTheDigest() {
        var earlier = check().digest();
        POSTGRES.execute("truncate event, ledger_entry, transfer, hold, wallet, projection_offset");
        new JournalScribe(database).write(A, deposited(1, 1, 1, 0));
        new Projector(database).run(100);

        assertThat(check().ok()).isTrue();
        var report = new OfflineCheck(database).run(earlier);
        assertThat(report.difference())
                .hasValueSatisfying(
                        found -> assertThat(found.what()).contains("earlier digest is not part"));
    }

    private void assertWrong(WalletEvent event, String what) {
        journal.write(A, event);
        var found = check().difference();
        assertThat(found)
                .hasValueSatisfying(difference -> {
                    assertThat(difference.entity()).isEqualTo("wallet|default/a");
                    assertThat(difference.sequence()).isEqualTo(8);
                    assertThat(difference.what()).startsWith(what);
                });
    }

    private static OfflineReport check() {
        return new OfflineCheck(database).run(Optional.empty());
    }
}
