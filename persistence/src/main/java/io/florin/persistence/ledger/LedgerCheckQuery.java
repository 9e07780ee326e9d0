package io.florin.persistence.ledger;

import io.florin.persistence.database.Database;
import io.florin.persistence.events.EventOffset;
import io.florin.persistence.events.EventReader;
import io.florin.persistence.projection.OffsetTable;
import io.florin.persistence.projection.Progress;
import io.florin.protocol.ledger.LedgerCheck;
import io.florin.protocol.ledger.LedgerCheck.AssetSum;
import io.florin.protocol.money.Asset;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * The ledger check. It takes one cut of the journal (the oldest transaction now under way), waits
 * until every slice has passed it, and counts below it only: every line sums to zero, hence every
 * event; each transfer's transit lies between 0 and its amount and is 0 once it has ended; each
 * wallet's entries sum to its last balance after. No statement of it is long, so it holds nothing
 * up. Calls block.
 */
public final class LedgerCheckQuery {
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(10).toNanos();
    private static final int WALLETS_PER_PART = 500_000;

    private final Database database;
    private final EventReader reader;
    private final Progress progress;

    public LedgerCheckQuery(Database database) {
        this.database = database;
        this.reader = new EventReader(database);
        this.progress = new Progress(database, OffsetTable.LEDGER);
    }

    /** Gives up when it takes longer than the time-out, waiting and counting together. */
    public LedgerCheck run(Duration timeout) throws TimeoutException {
        long deadline = System.nanoTime() + timeout.toNanos();
        long lagMillis = progress.lagMillis();
        var cut = reader.horizon();
        while (!progress.hasPassed(cut)) {
            requireTime(deadline, "The read side has not reached the cut " + cut);
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return count(cut, lagMillis, deadline);
    }

    /** Counts what the read side has read by now, and waits for nothing. */
    public LedgerCheck countRead(Duration timeout) throws TimeoutException {
        long deadline = System.nanoTime() + timeout.toNanos();
        return count(progress.passed(reader.horizon()), progress.lagMillis(), deadline);
    }

    private LedgerCheck count(EventOffset cut, long lagMillis, long deadline)
            throws TimeoutException {
        long committed = CommitNumber.of(cut);
        var scan = new EntryScan(database, committed);
        var differences = new Differences();
        var sums = new TreeMap<String, Long>();
        var transit = new TransitSums();
        int parts = 1 + database.autocommit(LedgerCheckQuery::wallets) / WALLETS_PER_PART;
        for (int part = 0; part < parts; part++) {
            var wallets = new WalletSums();
            for (int step = 0; step < scan.steps(); step++) {
                requireTime(deadline, "The ledger is too large to be counted in time");
                scan.wallets(
                        step,
                        part,
                        parts,
                        found -> {
                            wallets.add(found);
                            sums.merge(found.asset(), found.both(), Long::sum);
                        });
                if (part > 0) continue;
                scan.transit(step, transit::add);
                scan.unbalanced(step, line -> differences.add(sentence(line)));
            }
            wallets.check(differences);
        }
        transit.check(database, committed, differences);
        return new LedgerCheck(
                differences.isEmpty(),
                assets(sums, transit.inFlight()),
                differences.kept(),
                lagMillis);
    }

    private static String sentence(EntryScan.Unbalanced line) {
        return "Event %d of wallet %s sums to %d %s in line %d, not to zero."
                .formatted(line.sequence(), line.entity(), line.sum(), line.asset(), line.line());
    }

    private static List<AssetSum> assets(Map<String, Long> sums, Map<String, Long> inFlight) {
        var assets = new ArrayList<AssetSum>();
        sums.forEach((asset, sum) ->
                assets.add(new AssetSum(new Asset(asset), sum, inFlight.getOrDefault(asset, 0L))));
        return assets;
    }

    private static final String WALLETS =
            "select greatest(reltuples, 0)::bigint from pg_class"
                    + " where oid = 'wallet'::regclass";

    /** About how many wallets there are. */
    private static int wallets(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(WALLETS);
                var row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void requireTime(long deadline, String otherwise) throws TimeoutException {
        if (System.nanoTime() - deadline > 0) throw new TimeoutException(otherwise + ".");
    }
}
