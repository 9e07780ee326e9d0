package io.florin.persistence.ledger;

import static io.florin.persistence.ledger.SampleEvents.A;
import static io.florin.persistence.ledger.SampleEvents.B;
import static io.florin.persistence.ledger.SampleEvents.BANK;
import static io.florin.persistence.ledger.SampleEvents.NOON;
import static io.florin.persistence.ledger.SampleEvents.USD;
import static io.florin.persistence.ledger.SampleEvents.at;
import static io.florin.persistence.ledger.SampleEvents.debited;
import static io.florin.persistence.ledger.SampleEvents.debitedTogether;
import static io.florin.persistence.ledger.SampleEvents.held;
import static io.florin.persistence.ledger.SampleEvents.hold;
import static io.florin.persistence.ledger.SampleEvents.leg;
import static io.florin.persistence.ledger.SampleEvents.legName;
import static io.florin.persistence.ledger.SampleEvents.refunded;
import static io.florin.persistence.ledger.SampleEvents.released;
import static io.florin.persistence.ledger.SampleEvents.returned;
import static io.florin.persistence.ledger.SampleEvents.settled;
import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.database.Database;
import io.florin.persistence.journal.JournalScribe;
import io.florin.persistence.ledger.OpenWorkQuery.Kind;
import io.florin.persistence.ledger.OpenWorkQuery.OpenWork;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.HoldFacts.State;
import io.florin.protocol.wallet.TransferView;
import io.florin.protocol.wallet.TransferView.LegView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is open, what became of transfers, and whose a reference is. */
class OpenWorkTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final WalletId OTHER_APP = new WalletId("default2", "a");

    private static Database database;

    @BeforeAll
    static void write() {
        database = POSTGRES.open();
        var journal = new JournalScribe(database);
        journal.write(
                A,
                debited(1, "t", -10, leg(B, 10)),
                debited(1, "u", -20, leg(B, 10)),
                settled(3, "t", 0, 10, -20),
                debited(4, "v", -30, leg(B, 6), leg(SystemAccount.FEES, 4)),
                returned(6, "v", 0, 6, -24),
                refunded(7, "r", legName(A, "v", 1), -21));
        journal.write(B, debited(1, "w", -1, leg(A, 1)), debited(2, "t", -2, leg(A, 1)));
        journal.write(B, debitedTogether(3, "x", -3, leg(A, 1)));
        journal.write(OTHER_APP, debited(2, "t", -1, leg(OTHER_APP.sibling("z"), 1)));
        journal.write(
                A,
                held(8, hold("h", State.HELD, 0, 0, 100), -21, 100),
                held(9, hold("i", State.HELD, 0, 0, 100), -21, 200),
                released(10, hold("i", State.RELEASED, 0, 0, 0), 100, -21, 100));
        new Projector(database).run(3);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void openTransfersOldestFirstInPages() {
        assertThat(open(Kind.TRANSFER, 100, 1))
                .containsExactly(
                        new OpenWork(at(1), A),
                        new OpenWork(at(1), B),
                        new OpenWork(at(2), B),
                        new OpenWork(at(2), OTHER_APP),
                        new OpenWork(at(3), B));
        assertThat(open(Kind.TRANSFER, 100, 3)).isEqualTo(open(Kind.TRANSFER, 100, 1));
        assertThat(open(Kind.TRANSFER, 2, 3)).extracting(OpenWork::wallet).containsExactly(A, B);
    }

    @Test
    void dueHolds() {
        assertThat(open(Kind.HOLD, 61, 10)).containsExactly(new OpenWork(at(60), A));
        assertThat(open(Kind.HOLD, 60, 10)).isEmpty();
    }

    @Test
    void transfersByIdInsideTheApp() {
        var found = new TransferQuery(database).transfers("default", new TransferId("t"));

        assertThat(found)
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
                                Note.NONE,
                                at(1),
                                at(2)),
                        new TransferView(
                                new TransferId("t"),
                                B,
                                TransferKind.TRANSFER,
                                TransferView.State.PENDING,
                                USD,
                                1,
                                List.of(new LegView(A, 1, TransferView.State.PENDING, null)),
                                null,
                                Note.NONE,
                                at(2),
                                null));
        assertThat(new TransferQuery(database).transfers("default", new TransferId("none")))
                .isEmpty();
    }

    @Test
    void aTransferOfWhichOneLegWentThrough() {
        var found = new TransferQuery(database).transfers("default", new TransferId("v"));

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().state()).isEqualTo(TransferView.State.COMPLETED);
        assertThat(found.getFirst().completedAt()).isEqualTo(at(6));
        assertThat(found.getFirst().legs())
                .containsExactly(
                        new LegView(
                                B,
                                6,
                                TransferView.State.RETURNED,
                                new Denial(Refusal.DESTINATION_FULL, Map.of("room", 7L))),
                        new LegView(SystemAccount.FEES, 4, TransferView.State.COMPLETED, null));
    }

    @Test
    void aRefundSaysWhatItReverses() {
        var found = new TransferQuery(database).transfers("default", new TransferId("r"));

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().from()).isEqualTo(SystemAccount.FEES);
        assertThat(found.getFirst().reverses()).isEqualTo(legName(A, "v", 1));
    }

    @Test
    void aReferenceBelongsToWhoClaimsItFirst() {
        var references = new ReferenceTable(database);
        assertThat(references.claim(BANK, "ref", A)).isEqualTo(A);
        assertThat(references.claim(BANK, "ref", A)).isEqualTo(A);
        assertThat(references.claim(BANK, "ref", B)).isEqualTo(A);
        assertThat(references.claim(SystemAccount.FEES, "ref", B)).isEqualTo(B);
        assertThat(references.claim(BANK, "ref", OTHER_APP)).isEqualTo(OTHER_APP);
    }

    private static List<OpenWork> open(Kind kind, int before, int pageSize) {
        var query = new OpenWorkQuery(database);
        var all = new ArrayList<OpenWork>();
        var page = query.read(kind, NOON.plusSeconds(before), null, pageSize);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = query.read(kind, NOON.plusSeconds(before), page.getLast(), pageSize);
        }
        return all;
    }
}
