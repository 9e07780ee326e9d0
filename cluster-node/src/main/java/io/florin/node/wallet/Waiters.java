package io.florin.node.wallet;

import io.florin.node.rules.Rules;
import io.florin.node.wallet.Draft.Waiter;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.WalletReply.InDoubt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The callers who wait for open transfers, at most a bound of them. */
final class Waiters<C> {
    private final Map<TransferId, List<Waiter<C>>> byTransfer = new HashMap<>();
    private final int most;
    private int count;

    Waiters(int most) {
        this.most = most;
    }

    /** False when there is no room. */
    boolean add(Waiter<C> waiter) {
        if (count >= most) return false;
        byTransfer.computeIfAbsent(waiter.transfer(), _ -> new ArrayList<>(1)).add(waiter);
        count++;
        return true;
    }

    /** What is durable now: who waits from now on, and who need not any more. */
    List<Effect<C>> hear(Draft<C> durable) {
        var replies = new ArrayList<Effect<C>>();
        for (var waiter : durable.waiters()) {
            if (!add(waiter)) replies.add(new Effect.Reply<>(waiter.caller(), new InDoubt()));
        }
        for (var resolved : durable.resolved()) {
            for (var waiter : take(resolved.id())) {
                var reply = Rules.outcome(durable.wallet().id(), resolved, waiter.replayed());
                replies.add(new Effect.Reply<>(waiter.caller(), reply));
            }
        }
        return replies;
    }

    private List<Waiter<C>> take(TransferId transfer) {
        var waiting = byTransfer.remove(transfer);
        if (waiting == null) return List.of();
        count -= waiting.size();
        return waiting;
    }

    List<Waiter<C>> takeAll() {
        var all = byTransfer.values().stream().flatMap(List::stream).toList();
        byTransfer.clear();
        count = 0;
        return all;
    }

    int size() {
        return count;
    }

    /** Those who have given up need no answer. */
    void dropExpired(Instant now) {
        byTransfer
                .values()
                .removeIf(waiting -> {
                    int before = waiting.size();
                    waiting.removeIf(waiter -> now.isAfter(waiter.deadline()));
                    count -= before - waiting.size();
                    return waiting.isEmpty();
                });
    }
}
