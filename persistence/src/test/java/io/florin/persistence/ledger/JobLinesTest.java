package io.florin.persistence.ledger;

import static io.florin.persistence.ledger.SampleEvents.A;
import static io.florin.persistence.ledger.SampleEvents.USD;
import static io.florin.persistence.ledger.SampleEvents.at;
import static io.florin.persistence.ledger.SampleEvents.deposited;
import static io.florin.persistence.ledger.SampleEvents.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.florin.persistence.audit.OfflineCheck;
import io.florin.persistence.database.Database;
import io.florin.persistence.journal.Hash;
import io.florin.persistence.journal.JournalScribe;
import io.florin.persistence.ledger.SubmittedJobs.SubmittedJob;
import io.florin.persistence.testing.PostgresExtension;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.Priority;
import io.florin.protocol.ledger.Entry;
import io.florin.protocol.ledger.EntryFilter;
import io.florin.protocol.money.Money;
import io.florin.protocol.wallet.Balance;
import io.florin.protocol.wallet.JobFacts;
import io.florin.protocol.wallet.Receipt;
import io.florin.protocol.wallet.WalletEvent.JobEnded;
import io.florin.protocol.wallet.WalletEvent.JobFoundOpen;
import io.florin.protocol.wallet.WalletEvent.JobSubmitted;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Wallet a has 500 and submits jobs of 100 and of 30: the first is captured, the other released.
 */
class JobLinesTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final JobFacts J1 =
            JobFacts.open(new JobId("j1"), new Money(USD, 100), at(2), "v7", null);
    private static final JobFacts J2 =
            JobFacts.open(new JobId("j2"), new Money(USD, 30), at(3), null, new JobId("j0"));
    private static final JobSpec SPEC =
            new JobSpec("ai", "chat", null, "{}", Priority.NORMAL, null, "u", null);
    private static final JobSubmitted SUBMITTED =
            new JobSubmitted(at(2), Receipt.NONE, J1, SPEC, new Balance(500, 100));

    private static Database database;

    @BeforeAll
    static void write() {
        database = POSTGRES.open();
        new JournalScribe(database)
                .write(
                        A,
                        opened(0, "ann"),
                        deposited(1, 500, 500, 0),
                        SUBMITTED,
                        new JobSubmitted(at(3), Receipt.NONE, J2, SPEC, new Balance(500, 130)),
                        new JobFoundOpen(at(4), Receipt.NONE, null, J1),
                        new JobEnded(
                                at(5),
                                Receipt.NONE,
                                J1.ended(SystemAccount.FEES),
                                new Balance(400, 30)),
                        new JobEnded(at(6), Receipt.NONE, J2.ended(null), new Balance(400, 0)));
        new Projector(database).run(3);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aStatementShowsWhatWasCaptured() {
        var entries =
                new StatementQuery(database)
                        .entries(A, new EntryFilter(null, null, null, null, 10))
                        .items();
        assertThat(entries)
                .hasSize(2)
                .first()
                .isEqualTo(
                        new Entry(
                                "6.0",
                                at(5),
                                USD,
                                -100,
                                400,
                                "job",
                                "j1",
                                "@fees",
                                Note.NONE.under("v7")));
    }

    @Test
    void whatIsHeldIsKnownAfterEachOfThem() {
        var lines =
                "select count(*) from ledger_entry where transfer is not null and (sequence, kind,"
                        + " held_after) in ((3, 'hold', 100), (4, 'hold', 130), (6, 'job', 30), (7,"
                        + " 'release', 0))";
        assertThat(POSTGRES.count(lines)).isEqualTo(4);
    }

    @Test
    void theOfflineCheckCountsJobsToo() {
        assertThat(new OfflineCheck(database).run(Optional.empty()).difference()).isEmpty();
    }

    @Test
    void aGroupHandsOverTheJobsThatAreAskedFor() {
        var group = new LedgerGroup();
        group.add(new RecordedEvent(A, A.toString(), 3, 1, new Hash(new byte[32]), SUBMITTED));
        assertThat(group.jobs()).containsExactly(new SubmittedJob(A, SUBMITTED));
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        database.autocommit(connection -> {
                            SubmittedJobs.NOBODYS.write(connection, List.copyOf(group.jobs()));
                            return true;
                        }))
                .withMessageContaining("j1");
    }
}
