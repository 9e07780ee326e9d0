package io.florin.persistence.audit;

import io.florin.persistence.database.Database;
import io.florin.persistence.events.EventOffset;
import io.florin.persistence.events.SliceRange;
import io.florin.persistence.ledger.EntryAudit;
import io.florin.persistence.ledger.EntryAudit.Fault;
import io.florin.persistence.ledger.RecordedEvent;
import io.florin.persistence.ledger.TraceAudit;
import io.florin.persistence.ledger.UnreadableEventException;
import io.florin.persistence.ledger.WalletHistory;
import io.florin.persistence.ledger.WalletHistory.Told;
import io.florin.persistence.projection.OffsetTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The money behind the chains: replays every wallet and counts its balances again, compares what
 * each event says of them, that each sums to zero, and that the read side says the same of every
 * event that it has read. Stops at the first difference. Blocks; memory stays small.
 */
public final class LedgerAudit {
    /**
     * What the audit found.
     *
     * @param events of wallets, up to the first difference
     * @param unread how many of them the read side has still to read
     */
    public record Report(long wallets, long events, long unread, Optional<Difference> difference) {}

    private final Database database;

    public LedgerAudit(Database database) {
        this.database = database;
    }

    public Report run() {
        return new Run().run();
    }

    private final class Run {
        private final EntryAudit entries = new EntryAudit(database);
        private final TraceAudit traces = new TraceAudit(database);
        private final Map<SliceRange, EventOffset> offsets =
                database.autocommit(connection -> OffsetTable.read(connection, OffsetTable.LEDGER));
        private WalletReplay wallet = new WalletReplay();
        private String entity = "";
        private long wallets;
        private long events;
        private long unread;

        private Report run() {
            Optional<Difference> difference;
            try {
                difference = history();
            } catch (UnreadableEventException e) {
                difference = Optional.of(new Difference(e.entity(), e.sequence(), e.what()));
            }
            if (difference.isEmpty()) difference = fault(traces.firstDifference());
            if (difference.isEmpty()) difference = lines();
            return new Report(wallets, events, unread, difference);
        }

        private Optional<Difference> history() {
            var history = new WalletHistory(database);
            for (var page = history.page(); !page.isEmpty(); page = history.page()) {
                for (var told : page) {
                    var wrong = replay(told.recorded());
                    if (wrong.isPresent()) return wrong;
                }
                var wrong = fault(entries.firstDifference(read(page)));
                if (wrong.isPresent()) return wrong;
            }
            return Optional.empty();
        }

        /** A line of an event that there is, but of an asset that the event has not. */
        private Optional<Difference> lines() {
            long lines = traces.entries();
            if (lines == entries.lines()) return Optional.empty();
            return Optional.of(
                    new Difference(
                            "",
                            0,
                            "The read side has %d lines, the events that it has read make %d."
                                    .formatted(lines, entries.lines())));
        }

        private Optional<Difference> replay(RecordedEvent recorded) {
            events++;
            if (!recorded.entity().equals(entity)) {
                entity = recorded.entity();
                wallet = new WalletReplay();
                wallets++;
            }
            return wallet.apply(recorded)
                    .map(what -> difference(entity, recorded.sequence(), what + "."));
        }

        /** Those that the read side has read. */
        private List<RecordedEvent> read(List<Told> page) {
            var read = page.stream().filter(this::isRead).map(Told::recorded).toList();
            unread += page.size() - read.size();
            return read;
        }

        private boolean isRead(Told told) {
            for (var offset : offsets.entrySet()) {
                if (offset.getKey().contains(told.slice())) {
                    return offset.getValue().hasPassed(told.offset());
                }
            }
            return false;
        }

        private Optional<Difference> fault(Optional<Fault> fault) {
            return fault.map(found -> difference(found.entity(), found.sequence(), found.what()));
        }

        private Difference difference(String wallet, long sequence, String what) {
            return new Difference(RecordedEvent.PREFIX + wallet, sequence, what);
        }
    }
}
