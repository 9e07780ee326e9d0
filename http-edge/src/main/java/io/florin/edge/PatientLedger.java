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
import java.util.concurrent.CompletionStage;

/** The door to the read side with the edge's last word on time: what is late has failed. */
record PatientLedger(Ledger behind, Patience patience) implements Ledger {
    @Override
    public CompletionStage<Page<Entry>> entries(WalletId wallet, EntryFilter filter) {
        return patience.inTime(behind.entries(wallet, filter));
    }

    @Override
    public CompletionStage<BalancesAt> balances(WalletId wallet, Instant at) {
        return patience.inTime(behind.balances(wallet, at));
    }

    @Override
    public CompletionStage<List<TransferView>> transfers(String app, TransferId id) {
        return patience.inTime(behind.transfers(app, id));
    }

    @Override
    public CompletionStage<List<Turnover>> turnover(WalletId wallet, Asset asset, Span span) {
        return patience.inTime(behind.turnover(wallet, asset, span));
    }

    @Override
    public CompletionStage<List<Volume>> volume(String app, Asset asset, Span span) {
        return patience.inTime(behind.volume(app, asset, span));
    }

    @Override
    public CompletionStage<LedgerCheck> check() {
        return patience.inTime(behind.check());
    }

    @Override
    public CompletionStage<Long> lagMillis() {
        return patience.inTime(behind.lagMillis());
    }

    @Override
    public CompletionStage<WalletId> claim(
            SystemAccount account, String reference, WalletId wallet) {
        return patience.inTime(behind.claim(account, reference, wallet));
    }
}
