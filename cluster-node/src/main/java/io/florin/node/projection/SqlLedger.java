package io.florin.node.projection;

import io.florin.persistence.database.Database;
import io.florin.persistence.ledger.LedgerCheckQuery;
import io.florin.persistence.ledger.ReferenceTable;
import io.florin.persistence.ledger.ReportQuery;
import io.florin.persistence.ledger.StatementQuery;
import io.florin.persistence.ledger.TransferQuery;
import io.florin.persistence.projection.OffsetTable;
import io.florin.persistence.projection.Progress;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.ledger.BalancesAt;
import io.florin.protocol.ledger.Entry;
import io.florin.protocol.ledger.EntryFilter;
import io.florin.protocol.ledger.Ledger;
import io.florin.protocol.ledger.LedgerCheck;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.ledger.Span;
import io.florin.protocol.ledger.Turnover;
import io.florin.protocol.ledger.Volume;
import io.florin.protocol.money.Asset;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.TransferView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/** The read side's door over the read tables; so many calls at once and no more. */
final class SqlLedger implements Ledger {
    private final StatementQuery statements;
    private final TransferQuery transfers;
    private final ReportQuery reports;
    private final ReferenceTable references;
    private final LedgerCheckQuery checks;
    private final Progress progress;
    private final ReadSideSettings settings;
    private final InstantSource clock;
    private final Executor blocking;
    private final Semaphore places;

    SqlLedger(
            Database database, ReadSideSettings settings, InstantSource clock, Executor blocking) {
        this.statements = new StatementQuery(database);
        this.transfers = new TransferQuery(database);
        this.reports = new ReportQuery(database);
        this.references = new ReferenceTable(database);
        this.checks = new LedgerCheckQuery(database);
        this.progress = new Progress(database, OffsetTable.LEDGER);
        this.settings = settings;
        this.clock = clock;
        this.blocking = blocking;
        this.places = new Semaphore(settings.maxQueries());
    }

    @Override
    public CompletionStage<Page<Entry>> entries(WalletId wallet, EntryFilter filter) {
        return call(() -> statements.entries(wallet, filter));
    }

    @Override
    public CompletionStage<BalancesAt> balances(WalletId wallet, Instant at) {
        return call(() -> {
            var certain = clock.instant().minusMillis(settings.provisionalMillis());
            var past = statements.balances(wallet, at);
            boolean provisional =
                    !past.isPast() && at.isAfter(certain.minusMillis(progress.lagMillis()));
            return new BalancesAt(at, provisional, past.balances());
        });
    }

    @Override
    public CompletionStage<List<TransferView>> transfers(String app, TransferId id) {
        return call(() -> transfers.transfers(app, id));
    }

    @Override
    public CompletionStage<List<Turnover>> turnover(WalletId wallet, Asset asset, Span span) {
        return call(() -> reports.turnover(wallet, asset, span));
    }

    @Override
    public CompletionStage<List<Volume>> volume(String app, Asset asset, Span span) {
        return call(() -> reports.volume(app, asset, span));
    }

    @Override
    public CompletionStage<LedgerCheck> check() {
        return call(() -> checks.run(Duration.ofMillis(settings.checkTimeoutMillis())));
    }

    @Override
    public CompletionStage<Long> lagMillis() {
        return call(progress::lagMillis);
    }

    @Override
    public CompletionStage<WalletId> claim(
            SystemAccount account, String reference, WalletId wallet) {
        return call(() -> references.claim(account, reference, wallet));
    }

    private <T> CompletionStage<T> call(Callable<T> query) {
        if (!places.tryAcquire()) {
            return CompletableFuture.failedFuture(
                    new RejectedExecutionException(
                            ReadSideSettings.PATH + ".max-queries are under way"));
        }
        return CompletableFuture.supplyAsync(() -> run(query), blocking)
                .whenCompleteAsync((_, _) -> places.release(), blocking);
    }

    private static <T> T run(Callable<T> query) {
        try {
            return query.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }
}
