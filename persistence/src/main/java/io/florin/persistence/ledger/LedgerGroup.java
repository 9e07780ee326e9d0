package io.florin.persistence.ledger;

import io.florin.persistence.ledger.SubmittedJobs.SubmittedJob;
import io.florin.persistence.ledger.WalletTable.Head;
import io.florin.persistence.ledger.WalletTable.Opening;
import io.florin.persistence.ledger.WalletTable.Settings;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.Permission;
import io.florin.protocol.wallet.Status;
import io.florin.protocol.wallet.WalletEvent.Cancelled;
import io.florin.protocol.wallet.WalletEvent.Confirmed;
import io.florin.protocol.wallet.WalletEvent.CreditRefused;
import io.florin.protocol.wallet.WalletEvent.Credited;
import io.florin.protocol.wallet.WalletEvent.Debited;
import io.florin.protocol.wallet.WalletEvent.Deposited;
import io.florin.protocol.wallet.WalletEvent.Held;
import io.florin.protocol.wallet.WalletEvent.JobEnded;
import io.florin.protocol.wallet.WalletEvent.JobFoundOpen;
import io.florin.protocol.wallet.WalletEvent.JobSubmitted;
import io.florin.protocol.wallet.WalletEvent.LegCancelled;
import io.florin.protocol.wallet.WalletEvent.LegConfirmed;
import io.florin.protocol.wallet.WalletEvent.Opened;
import io.florin.protocol.wallet.WalletEvent.Received;
import io.florin.protocol.wallet.WalletEvent.Refunded;
import io.florin.protocol.wallet.WalletEvent.Refused;
import io.florin.protocol.wallet.WalletEvent.Released;
import io.florin.protocol.wallet.WalletEvent.Repeated;
import io.florin.protocol.wallet.WalletEvent.Returned;
import io.florin.protocol.wallet.WalletEvent.ReversalCounted;
import io.florin.protocol.wallet.WalletEvent.Settled;
import io.florin.protocol.wallet.WalletEvent.Updated;
import io.florin.protocol.wallet.WalletEvent.Withdrawn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of all read tables that follow from some events, in the order in which they happened.
 * What changes a row several times is written once. Written in the transaction that moves the
 * projection's offset over the same events. Not thread-safe.
 */
public final class LedgerGroup {
    private record HoldKey(String entity, HoldId id) {}

    private static final Comparator<EntryRow> BY_KEY =
            Comparator.comparing(EntryRow::entity)
                    .thenComparing(EntryRow::asset)
                    .thenComparingLong(EntryRow::sequence)
                    .thenComparingInt(EntryRow::line);

    private final List<EntryRow> entries = new ArrayList<>();
    private final Map<HoldKey, HoldTable.Row> holds = new HashMap<>();
    private final Map<String, Head> heads = new HashMap<>();
    private final Map<String, Settings> settings = new HashMap<>();
    private final TransferGroup transfers = new TransferGroup();
    private final List<SubmittedJob> jobs = new ArrayList<>();

    public void add(RecordedEvent recorded) {
        EntryLines.of(recorded, entries::add);
        hold(recorded);
        switch (recorded.event()) {
            case Opened e -> opened(recorded, e);
            case Updated e -> updated(recorded, e);
            case Debited e -> transfers.begin(recorded, e);
            case Refunded e -> transfers.refund(recorded, e);
            case Settled e -> transfers.progress(recorded, e);
            case Returned e -> transfers.progress(recorded, e);
            case Confirmed e -> transfers.progress(recorded, e);
            case Cancelled e -> transfers.progress(recorded, e);
            case JobSubmitted e -> jobs.add(new SubmittedJob(recorded.wallet(), e));
            case CreditRefused _,
                    Received _,
                    LegCancelled _,
                    ReversalCounted _,
                    JobFoundOpen _,
                    Refused _,
                    Repeated _ ->
                    head(recorded);
            case Deposited _,
                    Withdrawn _,
                    Credited _,
                    LegConfirmed _,
                    Held _,
                    Released _,
                    JobEnded _ -> {}
        }
    }

    /** Several statements of one transaction, which the caller commits. */
    public void write(Connection connection) throws SQLException {
        entries.sort(BY_KEY);
        EntryTable.insert(connection, entries);
        transfers.write(connection);
        HoldTable.upsert(connection, List.copyOf(holds.values()));
        WalletTable.settings(connection, List.copyOf(settings.values()));
        WalletTable.heads(connection, List.copyOf(heads.values()));
    }

    /** The jobs that the events ask for; their table is not the ledger's. */
    public List<SubmittedJob> jobs() {
        return List.copyOf(jobs);
    }

    /** For events that leave no other trace of their number and hash. */
    private void head(RecordedEvent recorded) {
        var entity = recorded.entity();
        heads.put(entity, new Head(entity, recorded.sequence(), recorded.hash()));
    }

    private void hold(RecordedEvent recorded) {
        var facts = Afterwards.hold(recorded.event());
        if (facts == null) return;
        holds.put(
                new HoldKey(recorded.entity(), facts.id()),
                new HoldTable.Row(recorded.entity(), recorded.sequence(), facts));
    }

    private void opened(RecordedEvent recorded, Opened event) {
        settings.put(
                recorded.entity(),
                new Settings(
                        recorded.entity(),
                        recorded.sequence(),
                        recorded.hash(),
                        Status.OPEN,
                        Permission.ALLOWED,
                        Permission.ALLOWED,
                        event.overdraft(),
                        new Opening(event.owner(), event.metadata(), event.at())));
    }

    private void updated(RecordedEvent recorded, Updated event) {
        var before = settings.get(recorded.entity());
        settings.put(
                recorded.entity(),
                new Settings(
                        recorded.entity(),
                        recorded.sequence(),
                        recorded.hash(),
                        event.status(),
                        event.debits(),
                        event.credits(),
                        event.overdraft(),
                        before == null ? null : before.opening()));
    }
}
