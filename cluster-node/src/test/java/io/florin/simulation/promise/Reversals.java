package io.florin.simulation.promise;

import static io.florin.simulation.world.BrokenPromise.unless;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletEvent.Confirmed;
import io.florin.protocol.wallet.WalletEvent.Credited;
import io.florin.protocol.wallet.WalletEvent.Debited;
import io.florin.protocol.wallet.WalletEvent.LegConfirmed;
import io.florin.protocol.wallet.WalletEvent.Refunded;
import io.florin.protocol.wallet.WalletEvent.Returned;
import io.florin.protocol.wallet.WalletEvent.ReversalCounted;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Of no leg is more reversed than it moved, and the wallets' own counts say how much. */
final class Reversals {
    private record Of(WalletId wallet, LegName leg) {}

    private record Open(WalletId wallet, TransferId id) {}

    private final Map<Of, Long> moved = new HashMap<>();
    private final Map<Of, Long> reversed = new HashMap<>();
    private final Map<Of, ReversalCounted> counted = new HashMap<>();
    private final Map<Open, Debited> begun = new HashMap<>();

    void committed(WalletId wallet, WalletEvent event) {
        switch (event) {
            case Credited e when !e.suspended() ->
                    moved.put(new Of(wallet, e.name()), e.money().minor());
            case LegConfirmed e -> moved.put(new Of(wallet, e.name()), e.money().minor());
            case Debited e -> debited(wallet, e);
            case Confirmed e ->
                    paid(wallet, Objects.requireNonNull(begun.get(new Open(wallet, e.id()))));
            case Refunded e -> reverses(wallet, e.original(), e.money().minor());
            case Returned e -> {
                var reversal = begun.get(new Open(wallet, e.id()));
                var leg = reversal == null ? null : reversal.reverses();
                if (leg != null) reverses(wallet, leg, -e.money().minor());
            }
            case ReversalCounted e -> counts(wallet, e);
            default -> {}
        }
    }

    private void debited(WalletId wallet, Debited event) {
        begun.put(new Open(wallet, event.id()), event);
        boolean mayRefuse = event.legs().stream().anyMatch(leg -> leg.to() instanceof WalletId);
        if (!event.allOrNothing() || !mayRefuse) paid(wallet, event);
        if (event.reverses() != null) reverses(wallet, event.reverses(), event.total());
    }

    /** Legs to system accounts have arrived. */
    private void paid(WalletId wallet, Debited event) {
        for (int leg = 0; leg < event.legs().size(); leg++) {
            if (event.legs().get(leg).to() instanceof WalletId) continue;
            moved.put(
                    new Of(wallet, new LegName(wallet, event.id(), leg)),
                    event.legs().get(leg).amount());
        }
    }

    private void reverses(WalletId wallet, LegName leg, long minor) {
        var of = new Of(wallet, leg);
        long total = reversed.merge(of, minor, Long::sum);
        long most = moved.getOrDefault(of, 0L);
        unless(total >= 0 && total <= most, "%s: %s of %s reversed", of, total, most);
    }

    private void counts(WalletId wallet, ReversalCounted event) {
        var of = new Of(wallet, event.original());
        var before = counted.put(of, event);
        unless(
                event.number() == (before == null ? 1 : before.number() + 1)
                        && event.total() == reversed.getOrDefault(of, 0L),
                "%s: %s after %s, reversed %s",
                wallet,
                event,
                before,
                reversed.get(of));
    }

    /** Every change was counted. */
    void ended() {
        reversed.forEach((of, total) -> {
            var last = counted.get(of);
            unless(last != null && last.total() == total, "%s: %s, not %s", of, total, last);
        });
    }
}
