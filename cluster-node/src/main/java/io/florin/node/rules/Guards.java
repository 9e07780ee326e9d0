package io.florin.node.rules;

import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Permission;
import io.florin.protocol.wallet.Status;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The reasons to refuse, one a method; null says go on. Asked in {@link Refusal}'s order. */
final class Guards {
    private Guards() {}

    /** The first denial of a ladder of guards; the later ones are not asked. */
    @SafeVarargs
    static @Nullable Denial first(Supplier<@Nullable Denial>... ladder) {
        for (var guard : ladder) {
            var denial = guard.get();
            if (denial != null) return denial;
        }
        return null;
    }

    static @Nullable Denial opened(Wallet wallet) {
        return when(wallet.profile().status() == Status.ABSENT, Refusal.WALLET_NOT_FOUND);
    }

    static @Nullable Denial open(Wallet wallet) {
        return switch (wallet.profile().status()) {
            case ABSENT -> Denial.of(Refusal.WALLET_NOT_FOUND);
            case CLOSED -> Denial.of(Refusal.WALLET_CLOSED);
            case OPEN -> null;
        };
    }

    static @Nullable Denial debitsAllowed(Wallet wallet) {
        return when(wallet.profile().debits() == Permission.BLOCKED, Refusal.DEBITS_BLOCKED);
    }

    static @Nullable Denial creditsAllowed(Wallet wallet) {
        return when(wallet.profile().credits() == Permission.BLOCKED, Refusal.CREDITS_BLOCKED);
    }

    /** Promise 4: nothing is debited or held beyond what is available. */
    static @Nullable Denial funds(Wallet wallet, Asset asset, long required) {
        long available = wallet.available(asset);
        if (required <= available) return null;
        return new Denial(
                Refusal.INSUFFICIENT_FUNDS,
                Map.of(
                        "required",
                        required,
                        "available",
                        Math.max(0, available),
                        "shortfall",
                        required - Math.max(0, available)));
    }

    /**
     * What is held counts as gone, for its capture is not asked again. With an overdraft more than
     * one amount can be available; what is under way is an amount.
     */
    static @Nullable Denial lowerBound(Wallet wallet, Asset asset, long debit) {
        var position = wallet.position(asset);
        return when(
                debit > Money.MAX_MINOR
                        || position.posted() - position.held() - debit < -Money.MAX_MINOR,
                Refusal.BALANCE_OUT_OF_BOUNDS);
    }

    static @Nullable Denial upperBound(Wallet wallet, Money credit) {
        return when(
                !wallet.position(credit.asset()).fits(credit.minor()),
                Refusal.BALANCE_OUT_OF_BOUNDS);
    }

    static @Nullable Denial roomForAsset(Wallet wallet, Asset asset, Bounds bounds) {
        return when(
                !wallet.positions().containsKey(asset)
                        && wallet.positions().size() >= bounds.maxAssets(),
                Refusal.ASSETS_EXHAUSTED);
    }

    static @Nullable Denial roomForTransfer(Wallet wallet, Bounds bounds) {
        return when(wallet.transfers().size() >= bounds.maxOpenTransfers(), Refusal.BUSY);
    }

    static @Nullable Denial roomForHold(Wallet wallet, Bounds bounds) {
        return when(wallet.holds().size() >= bounds.maxOpenHolds(), Refusal.BUSY);
    }

    static @Nullable Denial roomForJob(Wallet wallet, Bounds bounds) {
        return when(wallet.jobs().size() >= bounds.maxOpenJobs(), Refusal.BUSY);
    }

    static @Nullable Denial when(boolean refused, Refusal why) {
        return refused ? Denial.of(why) : null;
    }
}
