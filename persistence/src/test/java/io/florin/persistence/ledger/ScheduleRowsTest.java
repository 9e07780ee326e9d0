package io.florin.persistence.ledger;

import static io.florin.persistence.ledger.SampleEvents.A;
import static io.florin.persistence.ledger.SampleEvents.B;
import static io.florin.persistence.ledger.SampleEvents.BANK;
import static io.florin.persistence.ledger.SampleEvents.USD;
import static io.florin.persistence.ledger.SampleEvents.at;
import static io.florin.persistence.ledger.SampleEvents.deposited;
import static io.florin.persistence.ledger.SampleEvents.leg;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.database.Database;
import io.florin.persistence.journal.JournalScribe;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.ledger.EntryFilter;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.Balance;
import io.florin.protocol.wallet.Receipt;
import io.florin.protocol.wallet.TransferView;
import io.florin.protocol.wallet.TransferView.LegView;
import io.florin.protocol.wallet.WalletEvent;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The version of the app's money rules on every entry, and what a fee is in the ledger. */
class ScheduleRowsTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String SCHEDULE = "app-2026-11";
    private static final Leg FEE = leg(SystemAccount.FEES, 4);

    private static Database database;

    @BeforeAll
    static void write() {
        database = POSTGRES.open();
        new JournalScribe(database)
                .write(
                        A,
                        withdrawnWithFee(1, 30, 5, -35),
                        debitedWithFee(2, "t", -49, leg(B, 10), FEE),
                        confirmedWithFee(3, "t", FEE),
                        debitedWithFee(4, "u", -63, leg(B, 10), FEE),
                        cancelledUnder(5, "u", 14, -49),
                        deposited(6, 49, 0, 0));
        new Projector(database).run(7);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void theStatementNamesTheScheduleAndTheFee() {
        var entries =
                new StatementQuery(database)
                        .entries(A, new EntryFilter(null, null, null, null, 50))
                        .items();
        assertThat(entries.reversed())
                .extracting(entry ->
                        "%s %s %d = %d by %s"
                                .formatted(
                                        entry.id(),
                                        entry.kind(),
                                        entry.amount(),
                                        entry.balanceAfter(),
                                        entry.note().schedule()))
                .containsExactly(
                        "1.0 withdrawal -30 = -30 by app-2026-11",
                        "1.1 fee -5 = -35 by app-2026-11",
                        "2.0 transfer -10 = -45 by app-2026-11",
                        "2.1 fee -4 = -49 by app-2026-11",
                        "4.0 transfer -10 = -59 by app-2026-11",
                        "4.1 fee -4 = -63 by app-2026-11",
                        "5.0 return 14 = -49 by app-2026-11",
                        "6.0 deposit 49 = 0 by null");
    }

    @Test
    void whatTheFeeAccountGotIsUnderTheScheduleToo() {
        var sum =
                "select sum(contra_amount), min(schedule) from ledger_entry where contra = '@fees'"
                        + " union all select amount, schedule from ledger_entry"
                        + " where account = '@fees' order by 1";
        assertThat(Tables.text(database, sum)).isEqualTo("4 | app-2026-11\n5 | app-2026-11\n");
    }

    @Test
    void aFeeIsNoLegOfTheTransfer() {
        assertThat(new TransferQuery(database).transfers("default", new TransferId("t")))
                .containsExactly(
                        new TransferView(
                                new TransferId("t"),
                                A,
                                TransferKind.TRANSFER,
                                TransferView.State.COMPLETED,
                                USD,
                                10,
                                List.of(new LegView(B, 10, TransferView.State.COMPLETED, null)),
                                null,
                                Note.NONE.under(SCHEDULE),
                                at(2),
                                at(3),
                                4));
    }

    private static WalletEvent withdrawnWithFee(int second, long minor, long fee, long posted) {
        return new WalletEvent.Withdrawn(
                at(second),
                Receipt.NONE,
                "m-" + second,
                new Money(USD, minor),
                BANK,
                null,
                Note.NONE.under(SCHEDULE),
                new Balance(posted, 0),
                fee);
    }

    private static WalletEvent debitedWithFee(int second, String id, long posted, Leg to, Leg fee) {
        return new WalletEvent.Debited(
                at(second),
                Receipt.NONE,
                new TransferId(id),
                TransferKind.TRANSFER,
                USD,
                List.of(to, fee),
                true,
                null,
                null,
                false,
                Note.NONE.under(SCHEDULE),
                new Balance(posted, 0),
                fee.amount());
    }

    private static WalletEvent confirmedWithFee(int second, String id, Leg fee) {
        return new WalletEvent.Confirmed(
                at(second), new TransferId(id), USD, List.of(fee), SCHEDULE);
    }

    private static WalletEvent cancelledUnder(int second, String id, long minor, long posted) {
        return new WalletEvent.Cancelled(
                at(second),
                new TransferId(id),
                new Money(USD, minor),
                0,
                Denial.of(Refusal.DESTINATION_CLOSED),
                new Balance(posted, 0),
                SCHEDULE);
    }
}
