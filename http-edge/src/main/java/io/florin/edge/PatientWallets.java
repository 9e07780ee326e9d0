package io.florin.edge;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.InDoubt;
import io.florin.protocol.wallet.WalletReply.NotTaken;
import io.florin.protocol.wallet.Wallets;
import java.util.concurrent.CompletionStage;

/**
 * The door to the wallets with the edge's last word on time: whatever happens behind it, there is a
 * reply, and a request that may have been taken is in doubt, never refused.
 *
 * @param looks with which wallets are asked: so little follows a look that it costs less than
 *     another thread
 */
record PatientWallets(Wallets behind, Patience commands, Patience looks) implements Wallets {
    @Override
    public CompletionStage<WalletReply> execute(WalletId wallet, Request request) {
        return commands.orElse(behind.execute(wallet, request), new InDoubt());
    }

    @Override
    public CompletionStage<WalletReply> ask(WalletId wallet, Inquiry inquiry) {
        return looks.orElse(behind.ask(wallet, inquiry), new NotTaken(Refusal.UNAVAILABLE));
    }
}
