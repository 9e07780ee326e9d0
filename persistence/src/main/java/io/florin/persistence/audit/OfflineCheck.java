package io.florin.persistence.audit;

import io.florin.persistence.database.Database;
import io.florin.persistence.ledger.LedgerCheckQuery;
import io.florin.persistence.ledger.RecordedEvent;
import io.florin.protocol.ledger.LedgerCheck;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Everything that {@code ./florin check} checks, while no node runs: the chains of all events, then
 * every balance from the events on, then the read side against them, then the sums of the ledger.
 * Blocks for as long as reading everything takes.
 */
public final class OfflineCheck {
    private static final Duration COUNTING = Duration.ofHours(24);

    private final Database database;

    public OfflineCheck(Database database) {
        this.database = database;
    }

    /** Stops at the first difference. */
    public OfflineReport run() {
        return run(Optional.empty());
    }

    /**
     * Also shows that the history of an earlier digest is part of today's. The digest is of the
     * wallets: sessions may be deleted.
     */
    public OfflineReport run(Optional<HistoryDigest> earlier) {
        var check = new ChainCheck(database);
        var chains =
                earlier.isPresent()
                        ? check.check(RecordedEvent.PREFIX, earlier.get())
                        : check.check(RecordedEvent.PREFIX);
        if (!chains.isUnchanged()) return OfflineReport.different(chains, chains.difference());
        var ledger = new LedgerAudit(database).run();
        if (ledger.difference().isPresent()) {
            return OfflineReport.different(chains, ledger.difference());
        }
        var sums = sums();
        if (!sums.ok()) {
            var first = new Difference("", 0, sums.differences().getFirst());
            return OfflineReport.different(chains, Optional.of(first));
        }
        return new OfflineReport(
                chains.entities(),
                chains.events(),
                ledger.unread(),
                sums.assets(),
                chains.digest(),
                Optional.empty());
    }

    private LedgerCheck sums() {
        try {
            return new LedgerCheckQuery(database).countRead(COUNTING);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
