package io.florin.node.rules;

import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.Status;
import io.florin.protocol.wallet.WalletCommand.EndJob;
import io.florin.protocol.wallet.WalletCommand.Open;
import io.florin.protocol.wallet.WalletCommand.Reverse;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Denied;
import org.jspecify.annotations.Nullable;

/**
 * Whether a wallet is the one's who asks, where it has to be. Comes before everything else: before
 * any name is looked up, so that nobody's key shows what another's has been answered; and nothing
 * of it is written.
 *
 * <p>A wallet that does not exist is nobody's. Whoever may touch their own only is told so, and
 * that is not written either: else they could use up the names of a wallet that another creates
 * later. Hence for them it is no answer for ever, but one until the wallet is there.
 */
final class Ownership {
    private Ownership() {}

    /** Null: go on. */
    static @Nullable Decision check(Wallet wallet, Request request) {
        var owner = request.terms().owner();
        if (owner == null) return null;
        if (isNoOwners(wallet, request) || isAnothers(wallet, owner)) {
            return Decision.turnedAway(denied(Refusal.FORBIDDEN));
        }
        return isAbsent(wallet) && !(request.command() instanceof Open)
                ? Decision.unwritten(denied(Refusal.WALLET_NOT_FOUND))
                : null;
    }

    /** Null: go on. */
    static @Nullable WalletReply check(Wallet wallet, Inquiry inquiry) {
        var owner = inquiry.owner();
        if (owner == null) return null;
        if (isAbsent(wallet)) return denied(Refusal.WALLET_NOT_FOUND);
        return isAnothers(wallet, owner) ? denied(Refusal.FORBIDDEN) : null;
    }

    /**
     * A wallet for somebody else; what a system account was paid, which is not the payer's to take
     * back; and the end of a job, which is the node's to say.
     */
    private static boolean isNoOwners(Wallet wallet, Request request) {
        return switch (request.command()) {
            case Open c -> !c.owner().equals(request.terms().owner());
            case Reverse c -> c.original().from().equals(wallet.id());
            case EndJob _ -> true;
            default -> false;
        };
    }

    private static boolean isAnothers(Wallet wallet, String owner) {
        return !isAbsent(wallet) && !wallet.profile().owner().equals(owner);
    }

    private static boolean isAbsent(Wallet wallet) {
        return wallet.profile().status() == Status.ABSENT;
    }

    private static WalletReply denied(Refusal why) {
        return new Denied(Denial.of(why), false);
    }
}
