package io.florin.persistence.ledger;

import static io.florin.persistence.ledger.SampleEvents.A;
import static io.florin.persistence.ledger.SampleEvents.B;
import static io.florin.persistence.ledger.SampleEvents.STAR;
import static io.florin.persistence.ledger.SampleEvents.USD;
import static io.florin.persistence.ledger.SampleEvents.at;
import static io.florin.persistence.ledger.SampleEvents.confirmed;
import static io.florin.persistence.ledger.SampleEvents.debitedTogether;
import static io.florin.persistence.ledger.SampleEvents.deposited;
import static io.florin.persistence.ledger.SampleEvents.held;
import static io.florin.persistence.ledger.SampleEvents.hold;
import static io.florin.persistence.ledger.SampleEvents.leg;
import static io.florin.persistence.ledger.SampleEvents.released;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.florin.persistence.database.Database;
import io.florin.persistence.journal.JournalScribe;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.ledger.BalancesAt.Owned;
import io.florin.protocol.ledger.Entry;
import io.florin.protocol.ledger.EntryFilter;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.wallet.HoldFacts.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Wallet a gets a dollar every second from 1 to 20, a star at 5 and at 5 again, and holds 100 from
 * 30 to 40; wallet b pays 14 together at 1.
 */
class StatementTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Note NOTE = new Note("rent", Map.of("flat", "7", "month", "\"May\""));

    private static Database database;
    private static StatementQuery statements;

    @BeforeAll
    static void write() {
        database = POSTGRES.open();
        var journal = new JournalScribe(database);
        for (int second = 1; second <= 20; second++) {
            journal.write(A, deposited(second, 1, second, 0));
            if (second != 5) continue;
            journal.write(A, deposited(5, new Money(STAR, 10), 10, 0, NOTE));
            journal.write(A, deposited(5, new Money(STAR, 1), 11, 0, Note.NONE));
        }
        journal.write(A, held(30, hold("h", State.HELD, 0, 0, 100), 20, 100));
        journal.write(A, released(40, hold("h", State.RELEASED, 0, 0, 0), 100, 20, 0));
        var fee = leg(SystemAccount.FEES, 4);
        journal.write(B, debitedTogether(1, "t", -14, leg(A, 10), fee), confirmed(2, "t", fee));
        new Projector(database).run(7);
        statements = new StatementQuery(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 500})
    void pagesOfAnySizeShowEveryLineOnceNewestFirst(int limit) {
        var ids = new ArrayList<String>();
        @Nullable String cursor = null;
        do {
            var page = statements.entries(A, new EntryFilter(null, null, null, cursor, limit));
            page.items().forEach(entry -> ids.add(entry.id()));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(ids)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 22).mapToObj(n -> 23 - n + ".0").toList());
    }

    @Test
    void oneAssetAndItsNote() {
        assertThat(entries(A, STAR, null, null))
                .containsExactly(
                        new Entry(
                                "7.0",
                                at(5),
                                STAR,
                                1,
                                11,
                                "deposit",
                                null,
                                "@external:bank",
                                Note.NONE),
                        new Entry(
                                "6.0",
                                at(5),
                                STAR,
                                10,
                                10,
                                "deposit",
                                null,
                                "@external:bank",
                                NOTE));
        assertThat(entries(A, new Asset("THB"), null, null)).isEmpty();
    }

    @Test
    void fromCountsAndToDoesNot() {
        assertThat(entries(A, USD, at(18), at(20)))
                .extracting(Entry::at)
                .containsExactly(at(19), at(18));
        assertThat(entries(A, USD, at(18).plusNanos(1), at(20).plusNanos(1)))
                .extracting(Entry::at)
                .containsExactly(at(20), at(19));
        assertThat(entries(A, null, at(5), at(6))).hasSize(3);
        assertThat(entries(A, null, Instant.MAX, Instant.MIN)).isEmpty();
    }

    @Test
    void linesOfSystemAccountsAndOfHoldsAreNotTheStatements() {
        assertThat(entries(B, null, null, null))
                .extracting(Entry::id)
                .containsExactly("1.1", "1.0");
        assertThat(entries(B, null, null, null))
                .extracting(Entry::balanceAfter)
                .containsExactly(-14L, -10L);
        assertThat(entries(new WalletId("default", "nobody"), null, null, null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "1.2", "a.b.c", "1.2.3.4", "1.2.-3", "99999999999999999999.1.0"})
    void aCursorThatNoPageGaveOutIsRefused(String cursor) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> statements.entries(A, new EntryFilter(null, null, null, cursor, 5)));
    }

    @Test
    void balancesAtATime() {
        assertThat(statements.balances(A, at(0)).balances()).isEmpty();
        assertThat(statements.balances(A, at(4)).balances()).containsExactly(usd(4, 0));
        assertThat(statements.balances(A, at(5)).balances())
                .containsOnly(usd(5, 0), Map.entry(STAR, new Owned(11, 0)));
        assertThat(statements.balances(A, at(29)).balances()).contains(usd(20, 0));
        assertThat(statements.balances(A, at(30)).balances()).contains(usd(20, 100));
        assertThat(statements.balances(A, at(39).plusNanos(999)).balances()).contains(usd(20, 100));
        assertThat(statements.balances(A, at(40)).balances()).contains(usd(20, 0));
        assertThat(statements.balances(B, at(9)).balances()).containsExactly(usd(-14, 0));
    }

    @Test
    void aTimeIsPastOnceALaterEventIsKnown() {
        assertThat(statements.balances(A, at(39)).isPast()).isTrue();
        assertThat(statements.balances(A, at(40)).isPast()).isFalse();
    }

    private static Map.Entry<Asset, Owned> usd(long posted, long held) {
        return Map.entry(USD, new Owned(posted, held));
    }

    private static List<Entry> entries(
            WalletId wallet, @Nullable Asset asset, @Nullable Instant from, @Nullable Instant to) {
        return statements.entries(wallet, new EntryFilter(asset, from, to, null, 50)).items();
    }
}
