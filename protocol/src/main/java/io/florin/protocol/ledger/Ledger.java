package io.florin.protocol.ledger;

import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.TransferView;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The door to the read side: history and sums, a little behind the wallets. A stage that fails
 * means that the database did not answer in time; nothing here changes money.
 */
public interface Ledger {
    /** Newest first. An unknown wallet has no entries. Throws on a cursor that is not ours. */
    CompletionStage<Page<Entry>> entries(WalletId wallet, EntryFilter filter);

    CompletionStage<BalancesAt> balances(WalletId wallet, Instant at);

    /** Every wallet's transfer of that id in the app; at most two, for two are ambiguous. */
    CompletionStage<List<TransferView>> transfers(String app, TransferId id);

    /** By time, without lines about nothing. */
    CompletionStage<List<Turnover>> turnover(WalletId wallet, Asset asset, Span span);

    /** By time, without lines about nothing. */
    CompletionStage<List<Volume>> volume(String app, Asset asset, Span span);

    /**
     * Waits until every slice has passed the cut taken now; bounded by the read side's time-out.
     */
    CompletionStage<LedgerCheck> check();

    /** How far the slowest projection is behind, in milliseconds. */
    CompletionStage<Long> lagMillis();

    /**
     * Fixes, durably and once for ever, which wallet an external reference belongs to; answers the
     * wallet that has it.
     */
    CompletionStage<WalletId> claim(SystemAccount account, String reference, WalletId wallet);
}
