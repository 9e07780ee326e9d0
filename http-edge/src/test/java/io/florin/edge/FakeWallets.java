package io.florin.edge;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletCommand;
import io.florin.protocol.wallet.WalletCommand.Open;
import io.florin.protocol.wallet.WalletCommand.Reverse;
import io.florin.protocol.wallet.WalletQuery;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.Wallets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Answers what it is told to, and remembers what it was asked. Whoever must own a wallet and does
 * not is refused before that, as the real ones do it.
 */
final class FakeWallets implements Wallets {
    record Executed(WalletId wallet, Request request) {}

    record Asked(WalletId wallet, Inquiry inquiry) {}

    final List<Executed> executed = Collections.synchronizedList(new ArrayList<>());
    final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    final Map<WalletId, String> owners = new ConcurrentHashMap<>();

    volatile BiFunction<WalletId, Request, CompletionStage<WalletReply>> onExecute =
            (_, _) -> CompletableFuture.completedStage(new WalletReply.InDoubt());
    volatile BiFunction<WalletId, WalletQuery, CompletionStage<WalletReply>> onAsk =
            (_, _) -> CompletableFuture.completedStage(new WalletReply.InDoubt());

    void replies(WalletReply reply) {
        onExecute = (_, _) -> CompletableFuture.completedStage(reply);
    }

    void knows(WalletReply reply) {
        onAsk = (_, _) -> CompletableFuture.completedStage(reply);
    }

    @Override
    public CompletionStage<WalletReply> execute(WalletId wallet, Request request) {
        executed.add(new Executed(wallet, request));
        var refusal = refusal(wallet, request.terms().owner(), request.command());
        return refusal == null ? onExecute.apply(wallet, request) : denied(refusal);
    }

    @Override
    public CompletionStage<WalletReply> ask(WalletId wallet, Inquiry inquiry) {
        asked.add(new Asked(wallet, inquiry));
        var refusal = refusal(wallet, inquiry.owner(), null);
        return refusal == null ? onAsk.apply(wallet, inquiry.query()) : denied(refusal);
    }

    private @Nullable Refusal refusal(
            WalletId wallet, @Nullable String owner, @Nullable WalletCommand command) {
        if (owner == null) return null;
        var actual = owners.get(wallet);
        if (actual != null && !actual.equals(owner)) return Refusal.FORBIDDEN;
        return switch (command) {
            case Open open -> open.owner().equals(owner) ? null : Refusal.FORBIDDEN;
            case Reverse c when c.original().from().equals(wallet) -> Refusal.FORBIDDEN;
            case null, default -> actual == null ? Refusal.WALLET_NOT_FOUND : null;
        };
    }

    private static CompletionStage<WalletReply> denied(Refusal why) {
        return CompletableFuture.completedStage(new Denied(Denial.of(why), false));
    }
}
