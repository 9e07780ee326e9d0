package io.florin.protocol.wallet;

import io.florin.protocol.account.WalletId;
import java.util.concurrent.CompletionStage;

/**
 * The door to every wallet. Callers know ids and requests, never actors. The stages never fail for
 * a reason of ours: an overload is {@link WalletReply.NotTaken}, silence {@link
 * WalletReply.InDoubt}.
 */
public interface Wallets {
    CompletionStage<WalletReply> execute(WalletId wallet, Request request);

    CompletionStage<WalletReply> ask(WalletId wallet, Inquiry inquiry);
}
