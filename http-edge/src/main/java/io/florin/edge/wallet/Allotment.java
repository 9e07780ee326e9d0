package io.florin.edge.wallet;

import io.florin.edge.caller.Caller;
import io.florin.edge.problem.Cause;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.user.Users;
import io.florin.protocol.wallet.Answer.OfWallet;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.WalletQuery.Look;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.Done;
import io.florin.protocol.wallet.WalletReply.NotTaken;
import io.florin.protocol.wallet.Wallets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many wallets a user may open. A wallet is counted, durably, before it is opened, so no number
 * of calls at once gets more of them; of one that turns out to be another's the count is given
 * back.
 */
public record Allotment(Users users, Wallets wallets, int most) {
    private static final Logger LOG = LoggerFactory.getLogger(Allotment.class);

    /** The reply of the opening, or {@code WALLETS_TOO_MANY}. Staff open what they like. */
    CompletionStage<WalletReply> within(
            Caller caller, WalletId wallet, Supplier<CompletionStage<WalletReply>> opening) {
        if (!(caller instanceof Caller.User user) || user.isOperator()) return opening.get();
        return users.takeWallet(wallet.app(), user.id(), wallet.id(), most)
                .handle((taken, failure) -> {
                    if (failure != null) return uncounted(failure);
                    return taken
                            ? opening.get().thenCompose(reply -> settled(user, wallet, reply))
                            : reply(new Denied(Denial.of(Refusal.WALLETS_TOO_MANY), false));
                })
                .thenCompose(reply -> reply);
    }

    private static CompletionStage<WalletReply> uncounted(Throwable failure) {
        LOG.warn("A wallet could not be counted: {}", Cause.of(failure).toString());
        return reply(new NotTaken(Refusal.UNAVAILABLE));
    }

    private static CompletionStage<WalletReply> reply(WalletReply reply) {
        return CompletableFuture.completedStage(reply);
    }

    /**
     * Only what is another's for sure: a repeat is denied, too, and its wallet goes on counting.
     */
    private CompletionStage<WalletReply> settled(
            Caller.User user, WalletId wallet, WalletReply reply) {
        if (!(reply instanceof Denied)) return reply(reply);
        return wallets.ask(wallet, Inquiry.free(new Look(false)))
                .thenCompose(looked ->
                        isAnothers(user, looked)
                                ? users.giveWalletBack(wallet.app(), user.id(), wallet.id())
                                        .thenApply(_ -> reply)
                                : reply(reply))
                .exceptionally(failure -> {
                    LOG.warn("{} goes on counting: {}", wallet, Cause.of(failure).toString());
                    return reply;
                });
    }

    private static boolean isAnothers(Caller.User user, WalletReply looked) {
        return looked instanceof Done(OfWallet(var view), _) && !view.owner().equals(user.id());
    }
}
