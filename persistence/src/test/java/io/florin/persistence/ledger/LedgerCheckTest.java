package io.florin.persistence.ledger;

import static io.florin.persistence.ledger.SampleEvents.A;
import static io.florin.persistence.ledger.SampleEvents.B;
import static io.florin.persistence.ledger.SampleEvents.USD;
import static io.florin.persistence.ledger.SampleEvents.credited;
import static io.florin.persistence.ledger.SampleEvents.debited;
import static io.florin.persistence.ledger.SampleEvents.deposited;
import static io.florin.persistence.ledger.SampleEvents.leg;
import static io.florin.persistence.ledger.SampleEvents.legName;
import static io.florin.persistence.ledger.SampleEvents.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.persistence.database.Database;
import io.florin.persistence.events.EventReader;
import io.florin.persistence.journal.JournalScribe;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.ledger.LedgerCheck;
import io.florin.protocol.ledger.LedgerCheck.AssetSum;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wallet a paid 30 in an ended transfer and 8 in an open one; 100 came from the bank. */
class LedgerCheckTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Duration SOON = Duration.ofSeconds(20);

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
        POSTGRES.execute("truncate event, ledger_entry, transfer, hold, wallet, projection_offset");
        journal = new JournalScribe(database);
        journal.write(A, deposited(1, 100, 100, 0));
        journal.write(A, debited(2, "ended", 70, leg(B, 29), leg(SystemAccount.FEES, 1)));
        journal.write(B, credited(3, legName(A, "ended", 0), 29, 29));
        journal.write(A, settled(4, "ended", 0, 29, 70), debited(5, "open", 62, leg(B, 8)));
        new Projector(database).run(2);
    }

    @Test
    void whatAddsUp() throws Exception {
        assertThat(check()).isEqualTo(new LedgerCheck(true, sums(0, 8), none(), 0));
    }

    @Test
    void anEmptyLedger() throws Exception {
        POSTGRES.execute("truncate event, ledger_entry, transfer");
        assertThat(check().ok()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    update ledger_entry set contra_amount = -28 where sequence = 2 and line = 0 | Event 2 of wallet default/a sums to -57 USD in line 0, not to zero.
                    update ledger_entry set amount = 101, contra_amount = -101 where kind = 'deposit' | The USD entries of wallet default/a sum to 63, but entry 4.0 says 62.
                    update ledger_entry set balance_after = 28 where entity = 'default/b' | The USD entries of wallet default/b sum to 29, but entry 1.0 says 28.
                    delete from ledger_entry where kind = 'deposit' | The USD entries of wallet default/a sum to -38, but entry 4.0 says 62.
                    delete from ledger_entry where entity = 'default/b' | Transfer ended of wallet default/a has 29 USD in transit, but it has ended.
                    update transfer set amount = 7 where id = 'open' | Transfer open of wallet default/a has 8 USD in transit, which is not between 0 and 7.
                    update transfer set closed = 1, state = 'COMPLETED', ended_at = created_at where id = 'open' | Transfer open of wallet default/a has 8 USD in transit, but it has ended.
                    delete from transfer where id = 'open' | Transfer open of wallet default/a has 8 USD in transit, but there is no such transfer.
                    """)
    void aPlantedDifferenceIsFound(String plant, String sentence) throws Exception {
        POSTGRES.execute(plant);
        var check = check();
        assertThat(check.ok()).isFalse();
        assertThat(check.differences()).contains(sentence);
    }

    @Test
    void whatIsBehindTheCutDoesNotCount() throws Exception {
        long cut = CommitNumber.of(new EventReader(database).horizon());
        journal.write(B, credited(6, legName(A, "open", 0), 8, 37));
        new Projector(database).run(10);

        var scan = new EntryScan(database, cut);
        var transit = new TransitSums();
        scan.transit(0, transit::add);
        assertThat(transit.inFlight()).containsExactly(Map.entry("USD", 8L));
        assertThat(check().assets()).isEqualTo(sums(0, 0));
    }

    @Test
    void itWaitsForTheReadSide() throws Exception {
        journal.write(A, deposited(7, 1, 63, 0));

        var query = new LedgerCheckQuery(database);
        assertThatThrownBy(() -> query.run(Duration.ofMillis(100)))
                .isInstanceOf(TimeoutException.class)
                .hasMessageStartingWith("The read side has not reached the cut");
        assertThat(query.countRead(SOON).ok()).isTrue();

        new Projector(database).run(10);
        assertThat(check().ok()).isTrue();
    }

    private static LedgerCheck check() throws TimeoutException {
        return new LedgerCheckQuery(database).run(SOON);
    }

    private static List<AssetSum> sums(long sum, long inFlight) {
        return List.of(new AssetSum(USD, sum, inFlight));
    }

    private static List<String> none() {
        return List.of();
    }
}
