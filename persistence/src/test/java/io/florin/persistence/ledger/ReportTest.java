package io.florin.persistence.ledger;

import static io.florin.persistence.ledger.SampleEvents.A;
import static io.florin.persistence.ledger.SampleEvents.B;
import static io.florin.persistence.ledger.SampleEvents.STAR;
import static io.florin.persistence.ledger.SampleEvents.USD;
import static io.florin.persistence.ledger.SampleEvents.at;
import static io.florin.persistence.ledger.SampleEvents.credited;
import static io.florin.persistence.ledger.SampleEvents.debited;
import static io.florin.persistence.ledger.SampleEvents.deposited;
import static io.florin.persistence.ledger.SampleEvents.leg;
import static io.florin.persistence.ledger.SampleEvents.legName;
import static io.florin.persistence.ledger.SampleEvents.returned;
import static io.florin.persistence.ledger.SampleEvents.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.florin.persistence.database.Database;
import io.florin.persistence.journal.JournalScribe;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.ledger.Span;
import io.florin.protocol.ledger.Span.By;
import io.florin.protocol.ledger.Tally;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.Balance;
import io.florin.protocol.wallet.Receipt;
import io.florin.protocol.wallet.WalletEvent;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * From noon of 21 November on: a sends b 10; 1 at midnight; on the 30th 20, and 5 that come back.
 * On 1 December b sends the 10 back, and 7 more that nobody has taken yet. In another app, 100 are
 * sent.
 */
class ReportTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final int HALF_A_DAY = 43_200;
    private static final int NINE_DAYS = 777_600;
    private static final int TEN_DAYS = 864_000;
    private static final WalletId STRANGER = new WalletId("default2", "a");

    private static Database database;
    private static ReportQuery reports;

    @BeforeAll
    static void write() {
        database = POSTGRES.open();
        var journal = new JournalScribe(database);
        journal.write(
                A,
                deposited(0, 100, 100, 0),
                debited(1, "t", 90, leg(B, 10)),
                settled(2, "t", 0, 10, 90),
                debited(HALF_A_DAY, "midnight", 89, leg(B, 1)),
                settled(HALF_A_DAY + 1, "midnight", 0, 1, 89),
                debited(NINE_DAYS, "u", 69, leg(B, 20)),
                settled(NINE_DAYS + 1, "u", 0, 20, 69),
                debited(NINE_DAYS + 2, "v", 64, leg(B, 5)),
                returned(NINE_DAYS + 3, "v", 0, 5, 69),
                credited(TEN_DAYS + 1, legName(B, "back", 0), 10, 79));
        journal.write(
                B,
                credited(1, legName(A, "t", 0), 10, 10),
                credited(HALF_A_DAY, legName(A, "midnight", 0), 1, 11),
                credited(NINE_DAYS, legName(A, "u", 0), 20, 31),
                reversal(TEN_DAYS, "back", 21),
                settled(TEN_DAYS + 1, "back", 0, 10, 21),
                debited(TEN_DAYS + 2, "open", 14, leg(A, 7)));
        journal.write(
                STRANGER,
                deposited(0, 100, 100, 0),
                debited(1, "t", 0, leg(new WalletId("default2", "b"), 100)),
                settled(2, "t", 0, 100, 0));
        new Projector(database).run(7);
        reports = new ReportQuery(database);
    }

    private static WalletEvent reversal(int second, String id, long posted) {
        return new WalletEvent.Debited(
                at(second),
                Receipt.NONE,
                new TransferId(id),
                TransferKind.REVERSAL,
                USD,
                List.of(leg(A, 10)),
                false,
                null,
                legName(A, "t", 0),
                true,
                Note.NONE,
                new Balance(posted, 0),
                0);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static Span span(String first, String last, By by) {
        return new Span(LocalDate.parse(first), LocalDate.parse(last), by);
    }

    private static String text(Tally tally) {
        return tally.count() + " are " + tally.sum();
    }

    private static List<String> turnover(WalletId wallet, Span span) {
        return reports.turnover(wallet, USD, span).stream()
                .map(it ->
                        "%s sent %s, received %s"
                                .formatted(it.begin(), text(it.sent()), text(it.received())))
                .toList();
    }

    private static List<String> volume(String app, Span span) {
        return reports.volume(app, USD, span).stream()
                .map(it ->
                        "%s sent %s, reversed %s"
                                .formatted(it.begin(), text(it.sent()), text(it.reversed())))
                .toList();
    }

    @Test
    void aWalletByDay() {
        assertThat(turnover(A, span("2025-11-01", "2025-12-31", By.DAY)))
                .containsExactly(
                        "2025-11-21 sent 1 are 10, received 0 are 0",
                        "2025-11-22 sent 1 are 1, received 0 are 0",
                        "2025-11-30 sent 1 are 20, received 0 are 0",
                        "2025-12-01 sent 0 are 0, received 1 are 10");
        assertThat(turnover(B, span("2025-11-30", "2025-12-01", By.DAY)))
                .containsExactly(
                        "2025-11-30 sent 0 are 0, received 1 are 20",
                        "2025-12-01 sent 2 are 17, received 0 are 0");
    }

    @Test
    void aWalletByMonthWhichBeginsWithTheSpan() {
        assertThat(turnover(A, span("2025-11-22", "2025-12-31", By.MONTH)))
                .containsExactly(
                        "2025-11-22 sent 2 are 21, received 0 are 0",
                        "2025-12-01 sent 0 are 0, received 1 are 10");
    }

    @Test
    void theLastDayIsIncludedAndTheNextIsNot() {
        assertThat(turnover(A, span("2025-11-21", "2025-11-21", By.WHOLE)))
                .containsExactly("2025-11-21 sent 1 are 10, received 0 are 0");
        assertThat(turnover(A, span("2025-11-21", "2025-11-22", By.WHOLE)))
                .containsExactly("2025-11-21 sent 2 are 11, received 0 are 0");
    }

    @Test
    void anAppByDayWithWhatWentThrough() {
        assertThat(volume("default", span("2025-11-01", "2025-12-31", By.DAY)))
                .containsExactly(
                        "2025-11-21 sent 1 are 10, reversed 0 are 0",
                        "2025-11-22 sent 1 are 1, reversed 0 are 0",
                        "2025-11-30 sent 1 are 20, reversed 0 are 0",
                        "2025-12-01 sent 0 are 0, reversed 1 are 10");
    }

    @Test
    void anAppSeesNothingOfAnother() {
        var year = span("2025-01-01", "2025-12-31", By.WHOLE);
        assertThat(volume("default", year))
                .containsExactly("2025-01-01 sent 3 are 31, reversed 1 are 10");
        assertThat(volume("default2", year))
                .containsExactly("2025-01-01 sent 1 are 100, reversed 0 are 0");
        assertThat(volume("defaul", year)).isEmpty();
    }

    @Test
    void whereNothingHappenedThereIsNoLine() {
        assertThat(turnover(A, span("2025-11-23", "2025-11-29", By.DAY))).isEmpty();
        assertThat(turnover(A, span("2025-11-23", "2025-11-29", By.WHOLE))).isEmpty();
        var year = span("2025-01-01", "2025-12-31", By.MONTH);
        assertThat(reports.turnover(A, STAR, year)).isEmpty();
        assertThat(reports.volume("default", STAR, year)).isEmpty();
    }

    @Test
    void aSpanHasOneDayTo366() {
        assertThat(span("2024-01-01", "2024-12-31", By.DAY)).isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> span("2024-01-01", "2025-01-01", By.DAY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> span("2024-01-02", "2024-01-01", By.DAY));
    }
}
