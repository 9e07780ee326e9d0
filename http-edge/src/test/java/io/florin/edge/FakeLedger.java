package io.florin.edge;

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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A read side that shows what a test puts in; or fails, if told to. */
final class FakeLedger implements Ledger {
    final List<EntryFilter> filters = new CopyOnWriteArrayList<>();
    final List<TransferView> transfers = new CopyOnWriteArrayList<>();
    private final Map<String, WalletId> claims = new ConcurrentHashMap<>();

    final List<Span> spans = new CopyOnWriteArrayList<>();
    volatile List<Turnover> turnovers = List.of();
    volatile List<Volume> volumes = List.of();
    volatile Page<Entry> page = new Page<>(List.of(), null);
    volatile BalancesAt balances = new BalancesAt(Instant.EPOCH, false, Map.of());
    volatile LedgerCheck check = new LedgerCheck(true, List.of(), List.of(), 0);
    volatile @Nullable RuntimeException failure;

    @Override
    public CompletionStage<Page<Entry>> entries(WalletId wallet, EntryFilter filter) {
        filters.add(filter);
        if ("foreign".equals(filter.cursor())) throw new IllegalArgumentException("Not ours.");
        return answer(page);
    }

    @Override
    public CompletionStage<BalancesAt> balances(WalletId wallet, Instant at) {
        return answer(new BalancesAt(at, balances.provisional(), balances.balances()));
    }

    @Override
    public CompletionStage<List<TransferView>> transfers(String app, TransferId id) {
        return answer(transfers.stream().filter(known -> known.id().equals(id)).toList());
    }

    @Override
    public CompletionStage<List<Turnover>> turnover(WalletId wallet, Asset asset, Span span) {
        spans.add(span);
        return answer(turnovers);
    }

    @Override
    public CompletionStage<List<Volume>> volume(String app, Asset asset, Span span) {
        spans.add(span);
        return answer(volumes);
    }

    @Override
    public CompletionStage<LedgerCheck> check() {
        return answer(check);
    }

    @Override
    public CompletionStage<Long> lagMillis() {
        return answer(check.projectionLagMillis());
    }

    @Override
    public CompletionStage<WalletId> claim(
            SystemAccount account, String reference, WalletId wallet) {
        String name = wallet.app() + account.name() + "/" + reference;
        var owner = claims.putIfAbsent(name, wallet);
        return answer(owner == null ? wallet : owner);
    }

    private <T> CompletionStage<T> answer(T value) {
        var failing = failure;
        return failing == null
                ? CompletableFuture.completedStage(value)
                : CompletableFuture.failedStage(failing);
    }
}
