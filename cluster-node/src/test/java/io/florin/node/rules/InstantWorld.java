package io.florin.node.rules;

import io.florin.node.rules.Decision.Impossible;
import io.florin.node.rules.Decision.Replies;
import io.florin.node.rules.Decision.Silent;
import io.florin.node.rules.Decision.TurnedAway;
import io.florin.node.rules.Decision.Unwritten;
import io.florin.node.rules.Decision.Waits;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.ledger.Postings;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletReply;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Wallets under the real rules, whose messages arrive at once, once and in order. */
final class InstantWorld {
    private final Rules rules;
    private final Map<WalletId, DrivenWallet> wallets = new HashMap<>();
    private final ArrayDeque<PeerMessage> underWay = new ArrayDeque<>();

    InstantWorld(Bounds bounds) {
        rules = new Rules(bounds);
    }

    DrivenWallet wallet(WalletId id) {
        return wallets.computeIfAbsent(id, _ -> new DrivenWallet(id, rules, 2));
    }

    /** Everything that follows has happened when it returns, but what is recorded lazily. */
    WalletReply execute(WalletId id, Request request, Instant now) {
        wallets.values().forEach(wallet -> wallet.pass(now));
        var decision = wallet(id).execute(request, now);
        underWay.addAll(decision.sends());
        return switch (decision.outcome()) {
            case Replies(var reply) -> reply;
            case Unwritten(var reply) -> reply;
            case TurnedAway(var reply) -> reply;
            case Impossible(var what) -> throw new CorruptHistory(what);
            case Waits(var transfer, var replayed) -> outcome(id, transfer, replayed, now);
            case Silent.SILENT -> throw new AssertionError("nobody answers " + request);
        };
    }

    private WalletReply outcome(WalletId id, TransferId transfer, boolean replayed, Instant now) {
        @Nullable WalletReply reply = null;
        while (!underWay.isEmpty()) {
            var message = underWay.remove();
            var decision = wallet(message.to()).hear(message, now);
            underWay.addAll(decision.sends());
            var resolved = decision.resolved();
            if (resolved != null && message.to().equals(id) && resolved.id().equals(transfer)) {
                reply = Rules.outcome(id, resolved, replayed);
            }
        }
        return Objects.requireNonNull(reply, "nobody tells the outcome of " + transfer);
    }

    void settle(Instant now) {
        wallets.values().forEach(wallet -> wallet.settle(now));
    }

    void checkAll() {
        wallets.values().forEach(DrivenWallet::checkAll);
    }

    /** What each system account has in each asset, from every event there ever was. */
    Map<String, Long> system() {
        var sums = new TreeMap<String, Long>();
        wallets.forEach((id, wallet) -> {
            for (var stored : wallet.past().all()) {
                for (var posting : Postings.of(id, stored.event())) {
                    if (!(posting.account() instanceof SystemAccount account)) continue;
                    var name = account + " " + posting.asset();
                    sums.merge(name, posting.amount(), Long::sum);
                }
            }
        });
        sums.values().removeIf(sum -> sum == 0);
        return sums;
    }
}
