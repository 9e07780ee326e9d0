package io.florin.persistence.ledger;

import static io.florin.persistence.ledger.SampleEvents.A;
import static io.florin.persistence.ledger.SampleEvents.B;
import static io.florin.persistence.ledger.SampleEvents.STAR;
import static io.florin.persistence.ledger.SampleEvents.cancelled;
import static io.florin.persistence.ledger.SampleEvents.captured;
import static io.florin.persistence.ledger.SampleEvents.confirmed;
import static io.florin.persistence.ledger.SampleEvents.creditRefused;
import static io.florin.persistence.ledger.SampleEvents.credited;
import static io.florin.persistence.ledger.SampleEvents.debited;
import static io.florin.persistence.ledger.SampleEvents.debitedTogether;
import static io.florin.persistence.ledger.SampleEvents.deposited;
import static io.florin.persistence.ledger.SampleEvents.held;
import static io.florin.persistence.ledger.SampleEvents.hold;
import static io.florin.persistence.ledger.SampleEvents.leg;
import static io.florin.persistence.ledger.SampleEvents.legCancelled;
import static io.florin.persistence.ledger.SampleEvents.legConfirmed;
import static io.florin.persistence.ledger.SampleEvents.legName;
import static io.florin.persistence.ledger.SampleEvents.opened;
import static io.florin.persistence.ledger.SampleEvents.received;
import static io.florin.persistence.ledger.SampleEvents.refunded;
import static io.florin.persistence.ledger.SampleEvents.refused;
import static io.florin.persistence.ledger.SampleEvents.released;
import static io.florin.persistence.ledger.SampleEvents.returned;
import static io.florin.persistence.ledger.SampleEvents.reversalCounted;
import static io.florin.persistence.ledger.SampleEvents.settled;
import static io.florin.persistence.ledger.SampleEvents.suspended;
import static io.florin.persistence.ledger.SampleEvents.updated;
import static io.florin.persistence.ledger.SampleEvents.withdrawn;
import static io.florin.persistence.ledger.Tables.ENTRIES;
import static io.florin.persistence.ledger.Tables.HOLDS;
import static io.florin.persistence.ledger.Tables.TRANSFERS;
import static io.florin.persistence.ledger.Tables.WALLETS;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.database.Database;
import io.florin.persistence.events.SliceRange;
import io.florin.persistence.journal.JournalScribe;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Money;
import io.florin.protocol.wallet.HoldFacts.State;
import io.florin.protocol.wallet.Permission;
import io.florin.protocol.wallet.Status;
import io.florin.protocol.wallet.WalletEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every kind of event and the rows it leaves; each test also in groups of one event. */
class LedgerRowsTest {
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
    void empty() {
        POSTGRES.execute("truncate event, ledger_entry, transfer, hold, wallet, projection_offset");
        journal = new JournalScribe(database);
    }

    /** Whatever the events, groups of one event leave the same rows as one group of all. */
    @AfterEach
    void groupsDoNotMatter() {
        var all = List.of(table(ENTRIES), table(TRANSFERS), table(HOLDS), table(WALLETS));
        LedgerRebuild.begin(database, List.of(SliceRange.ALL));
        new Projector(database).run(1);
        assertThat(List.of(table(ENTRIES), table(TRANSFERS), table(HOLDS), table(WALLETS)))
                .isEqualTo(all);
    }

    @Test
    void openingAndSettings() {
        written(
                A,
                refused(0),
                opened(1, "ann"),
                updated(2, Permission.BLOCKED, Status.OPEN),
                refused(3));
        written(B, refused(0));

        assertThat(table(WALLETS))
                .isEqualTo(
                        """
                        default/a | 4 | OPEN | ann | BLOCKED | ALLOWED | {"USD": 50} | {}
                        default/b | 1 | ABSENT | - | ALLOWED | ALLOWED | {} | {}
                        """);
    }

    @Test
    void depositAndWithdrawal() {
        var note = new Note("hé \"x\"", Map.of("k\\", "v\n"));
        written(
                A,
                deposited(1, 100, 100, 0),
                withdrawn(2, 30, 70, 0),
                deposited(3, new Money(STAR, 5), 5, 0, note));

        assertThat(table(ENTRIES))
                .isEqualTo(
                        """
                        default/a | 1.0 | deposit | a | 100 | 100 | 0 | @external:bank | -100 | @external:bank | - | -
                        default/a | 2.0 | withdrawal | a | -30 | 70 | 0 | @external:bank | 30 | @external:bank | - | -
                        default/a | 3.0 | deposit | a | 5 | 5 | 0 | @external:bank | -5 | @external:bank | - | -
                        """);
        assertThat(table("select memo, metadata->>'k\\' from ledger_entry where asset = 'STAR'"))
                .isEqualTo("hé \"x\" | v\n\n");
    }

    @Test
    void transferAccepted() {
        written(A, debited(1, "t", -10, leg(B, 10)));
        written(B, credited(2, legName(A, "t", 0), 10, 10));
        written(A, settled(3, "t", 0, 10, -10));

        assertThat(table(ENTRIES))
                .isEqualTo(
                        """
                        default/a | 1.0 | transfer | a | -10 | -10 | 0 | @transit | 10 | b | t | -
                        default/b | 1.0 | transfer | b | 10 | 10 | 0 | @transit | -10 | a | t | default/a
                        """);
        assertThat(table(TRANSFERS))
                .isEqualTo(
                        """
                        default/a | t | 0 | TRANSFER | COMPLETED | 10 | a | b | 2 | 02 | t | - | - | -
                        """);
    }

    @Test
    void transferOpenAndRefused() {
        written(A, debited(1, "open", -10, leg(B, 10)), debited(2, "back", -15, leg(B, 5)));
        written(B, creditRefused(3, legName(A, "back", 0), 5));
        written(A, returned(4, "back", 0, 5, -10));

        assertThat(table(ENTRIES))
                .isEqualTo(
                        """
                        default/a | 1.0 | transfer | a | -10 | -10 | 0 | @transit | 10 | b | open | -
                        default/a | 2.0 | transfer | a | -5 | -15 | 0 | @transit | 5 | b | back | -
                        default/a | 3.0 | return | a | 5 | -10 | 0 | @transit | -5 | @transit | back | -
                        """);
        assertThat(table(TRANSFERS))
                .isEqualTo(
                        """
                        default/a | back | 0 | TRANSFER | RETURNED | 5 | a | b | 3 | 04 | t | DESTINATION_FULL | {"room": 7} | -
                        default/a | open | 0 | TRANSFER | PENDING | 10 | a | b | 1 | - | f | - | - | -
                        """);
        assertThat(table(WALLETS)).startsWith("default/b | 1 | ABSENT");
    }

    @Test
    void legsEndByThemselves() {
        written(
                A,
                debited(1, "t", -16, leg(B, 10), leg(SystemAccount.FEES, 4), leg(B, 2)),
                settled(3, "t", 2, 2, -16));

        assertThat(table(ENTRIES))
                .isEqualTo(
                        """
                        default/a | 1.0 | transfer | a | -10 | -10 | 0 | @transit | 10 | b | t | -
                        default/a | 1.1 | transfer | a | -4 | -14 | 0 | @fees | 4 | @fees | t | -
                        default/a | 1.2 | transfer | a | -2 | -16 | 0 | @transit | 2 | b | t | -
                        """);
        assertThat(table(TRANSFERS))
                .isEqualTo(
                        """
                        default/a | t | 0 | TRANSFER | PENDING | 10 | a | b | 1 | - | f | - | - | -
                        default/a | t | 1 | TRANSFER | COMPLETED | 4 | a | @fees | 1 | 01 | t | - | - | -
                        default/a | t | 2 | TRANSFER | COMPLETED | 2 | a | b | 2 | 02 | t | - | - | -
                        """);
    }

    @Test
    void allOrNothingConfirmed() {
        var fee = leg(SystemAccount.FEES, 4);
        written(A, debitedTogether(1, "t", -14, leg(B, 10), fee));
        written(B, received(2, legName(A, "t", 0), 10));
        written(A, confirmed(3, "t", fee));
        written(B, legConfirmed(4, legName(A, "t", 0), 10, 10));
        written(A, settled(6, "t", 0, 10, -14));

        assertThat(table(ENTRIES))
                .isEqualTo(
                        """
                        default/a | 1.0 | transfer | a | -10 | -10 | 0 | @transit | 10 | b | t | -
                        default/a | 1.1 | transfer | a | -4 | -14 | 0 | @transit | 4 | @fees | t | -
                        default/a | 2.0 | transfer | @fees | 4 | - | - | @transit | -4 | @transit | t | -
                        default/b | 2.0 | transfer | b | 10 | 10 | 0 | @transit | -10 | a | t | default/a
                        """);
        assertThat(table(TRANSFERS))
                .isEqualTo(
                        """
                        default/a | t | 0 | TRANSFER | COMPLETED | 10 | a | b | 3 | 03 | t | - | - | -
                        default/a | t | 1 | TRANSFER | COMPLETED | 4 | a | @fees | 2 | 03 | t | - | - | -
                        """);
    }

    @Test
    void allOrNothingCancelled() {
        written(A, debitedTogether(1, "t", -14, leg(B, 10), leg(SystemAccount.FEES, 4)));
        written(A, cancelled(3, "t", 14, 0));
        written(B, received(2, legName(A, "t", 0), 10), legCancelled(4, legName(A, "t", 0)));

        assertThat(table(ENTRIES))
                .endsWith(
                        """
                        default/a | 2.0 | return | a | 14 | 0 | 0 | @transit | -14 | @transit | t | -
                        """);
        assertThat(table(TRANSFERS))
                .isEqualTo(
                        """
                        default/a | t | 0 | TRANSFER | RETURNED | 10 | a | b | 2 | 03 | f | DESTINATION_CLOSED | {} | -
                        default/a | t | 1 | TRANSFER | RETURNED | 4 | a | @fees | 2 | 03 | t | - | - | -
                        """);
    }

    @Test
    void holdCapturedAndReleased() {
        written(
                A,
                deposited(1, 500, 500, 0),
                held(2, hold("h", State.HELD, 0, 0, 100), 500, 100),
                captured(3, "c", hold("h", State.HELD, 0, 60, 40), 440, 40, leg(B, 60)),
                settled(5, "c", 0, 60, hold("h", State.HELD, 60, 0, 40), 0, 440, 40),
                released(6, hold("h", State.RELEASED, 60, 0, 0), 40, 440, 0));

        assertThat(table(ENTRIES))
                .isEqualTo(
                        """
                        default/a | 1.0 | deposit | a | 500 | 500 | 0 | @external:bank | -500 | @external:bank | - | -
                        default/a | 2.0 | hold | a | 0 | 500 | 100 | a | 0 | a | - | -
                        default/a | 3.0 | capture | a | -60 | 440 | 40 | @transit | 60 | b | c | -
                        default/a | 5.0 | release | a | 0 | 440 | 0 | a | 0 | a | - | -
                        """);
        assertThat(table(HOLDS)).isEqualTo("default/a | h | RELEASED | 100 | 60 | 0 | 0 | 5\n");
    }

    @Test
    void theLastCaptureFreesTheRestWhenItIsAccepted() {
        written(
                A,
                held(2, hold("h", State.HELD, 0, 0, 100), 500, 100),
                captured(3, "c", hold("h", State.HELD, 0, 60, 40), 440, 40, leg(B, 60)),
                settled(5, "c", 0, 60, hold("h", State.CAPTURED, 60, 0, 0), 40, 440, 0));

        assertThat(table(ENTRIES))
                .endsWith("default/a | 3.0 | release | a | 0 | 440 | 0 | a | 0 | a | c | -\n");
    }

    @Test
    void reversals() {
        written(A, refunded(1, "r", legName(A, "t", 1), 3));
        written(B, suspended(2, legName(A, "s", 0), 9), reversalCounted(3, legName(A, "s", 0)));

        assertThat(table(ENTRIES))
                .isEqualTo(
                        """
                        default/a | 1.0 | reversal | a | 3 | 3 | 0 | @fees | -3 | @fees | r | -
                        default/b | 1.0 | reversal | @suspense | 9 | - | - | @transit | -9 | b | s | default/a
                        """);
        assertThat(table(TRANSFERS))
                .isEqualTo(
                        """
                        default/a | r | 0 | REVERSAL | COMPLETED | 3 | @fees | a | 1 | 01 | t | - | - | a/t/1
                        """);
        assertThat(table(WALLETS)).startsWith("default/b | 2 | ABSENT");
    }

    private void written(WalletId wallet, WalletEvent... events) {
        journal.write(wallet, events);
        new Projector(database).run(100);
    }

    private static String table(String sql) {
        return Tables.text(database, sql);
    }
}
