package io.florin.simulation.promise;

import static io.florin.simulation.world.BrokenPromise.unless;

import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.ledger.Posting;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletEvent.Cancelled;
import io.florin.protocol.wallet.WalletEvent.Confirmed;
import io.florin.protocol.wallet.WalletEvent.CreditRefused;
import io.florin.protocol.wallet.WalletEvent.Credited;
import io.florin.protocol.wallet.WalletEvent.Debited;
import io.florin.protocol.wallet.WalletEvent.LegCancelled;
import io.florin.protocol.wallet.WalletEvent.LegConfirmed;
import io.florin.protocol.wallet.WalletEvent.Received;
import io.florin.protocol.wallet.WalletEvent.Returned;
import io.florin.protocol.wallet.WalletEvent.Settled;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Promise 3 across wallets: each step of a transfer has its cause in the journal before it, happens
 * once, and money in transit lies between nothing and the transfer's amount.
 */
final class Transfers {
    private record Name(WalletId from, TransferId id) {}

    /** What a destination has said of a leg. */
    enum There {
        CREDITED,
        REFUSED,
        RECEIVED,
        CONFIRMED,
        CANCELLED
    }

    private record Leg(There there, Instant at, @Nullable Denial denial) {}

    private final Map<Name, Debited> begun = new HashMap<>();
    private final Map<Name, Boolean> decided = new HashMap<>();
    private final Map<LegName, Leg> legs = new HashMap<>();
    private final Map<LegName, Boolean> ended = new HashMap<>();
    private final Map<Name, Long> transit = new HashMap<>();

    void committed(WalletId wallet, WalletEvent event, List<Posting> lines) {
        var name =
                switch (event) {
                    case Debited e -> begins(wallet, e);
                    case Confirmed e -> confirms(wallet, e);
                    case Cancelled e -> cancels(wallet, e);
                    case Settled e -> settles(wallet, e);
                    case Returned e -> returns(wallet, e);
                    case Credited e -> arrives(wallet, e.name(), There.CREDITED, e, null);
                    case CreditRefused e -> arrives(wallet, e.name(), There.REFUSED, e, e.denial());
                    case Received e -> arrives(wallet, e.name(), There.RECEIVED, e, null);
                    case LegConfirmed e -> ends(wallet, e.name(), There.CONFIRMED, e);
                    case LegCancelled e -> ends(wallet, e.name(), There.CANCELLED, e);
                    default -> null;
                };
        if (name != null) inTransit(name, event, lines);
    }

    private void inTransit(Name name, WalletEvent event, List<Posting> lines) {
        long more = 0;
        for (var line : lines) {
            if (line.account().equals(SystemAccount.TRANSIT)) more += line.amount();
        }
        long now = transit.merge(name, more, Long::sum);
        var debited = debited(name);
        unless(
                now >= 0 && now <= debited.total() && (now == 0 || !hasEnded(name)),
                "%s: %s in transit after %s",
                name,
                now,
                event);
    }

    private Name begins(WalletId wallet, Debited event) {
        var name = new Name(wallet, event.id());
        unless(begun.put(name, event) == null, "%s: begun twice: %s", wallet, event);
        return name;
    }

    private Debited debited(Name name) {
        var debited = begun.get(name);
        unless(debited != null, "%s never began", name);
        return Objects.requireNonNull(debited);
    }

    private Name arrives(
            WalletId wallet, LegName leg, There there, WalletEvent event, @Nullable Denial denial) {
        var name = new Name(leg.from(), leg.transfer());
        var debited = debited(name);
        unless(
                debited.legs().get(leg.leg()).to().equals(wallet)
                        && (there == There.REFUSED
                                || debited.allOrNothing() == (there == There.RECEIVED)),
                "%s: not for this wallet: %s",
                wallet,
                event);
        var money = money(event);
        unless(money.equals(debited.money(leg.leg())), "%s: %s of %s", wallet, money, debited);
        var before = legs.put(leg, new Leg(there, event.at(), denial));
        unless(before == null, "%s: %s after %s", wallet, event, before);
        return name;
    }

    private static Object money(WalletEvent event) {
        return switch (event) {
            case Credited e -> e.money();
            case CreditRefused e -> e.money();
            case Received e -> e.money();
            default -> "nothing";
        };
    }

    private Name ends(WalletId wallet, LegName leg, There there, WalletEvent event) {
        var name = new Name(leg.from(), leg.transfer());
        boolean confirm = there == There.CONFIRMED;
        unless(
                Objects.equals(decided.get(name), confirm)
                        && debited(name).legs().get(leg.leg()).to().equals(wallet),
                "%s: nobody has decided that: %s",
                wallet,
                event);
        var before = legs.put(leg, new Leg(there, event.at(), null));
        boolean received = before != null && before.there() == There.RECEIVED;
        boolean never = before == null && event instanceof LegCancelled c && !c.received();
        unless(received || never, "%s: %s after %s", wallet, event, before);
        return name;
    }

    private Name confirms(WalletId wallet, Confirmed event) {
        var name = new Name(wallet, event.id());
        var debited = debited(name);
        for (int leg = 0; leg < debited.legs().size(); leg++) {
            if (!(debited.legs().get(leg).to() instanceof WalletId)) continue;
            unless(there(name, leg) == There.RECEIVED, "%s: leg %s of %s", wallet, leg, event);
        }
        unless(
                decided.put(name, true) == null && debited.allOrNothing(),
                "%s: decided before: %s",
                wallet,
                event);
        return name;
    }

    private Name cancels(WalletId wallet, Cancelled event) {
        var name = new Name(wallet, event.id());
        unless(
                there(name, event.leg()) == There.REFUSED
                        && event.denial().equals(leg(name, event.leg()).denial()),
                "%s: nobody refused: %s",
                wallet,
                event);
        unless(
                decided.put(name, false) == null && debited(name).allOrNothing(),
                "%s: decided before: %s",
                wallet,
                event);
        return name;
    }

    private Name settles(WalletId wallet, Settled event) {
        var name = new Name(wallet, event.id());
        var leg = leg(name, event.leg());
        boolean done =
                switch (leg.there()) {
                    case CREDITED, CONFIRMED -> true;
                    case REFUSED, CANCELLED -> Objects.equals(decided.get(name), false);
                    case RECEIVED -> false;
                };
        unless(
                done && leg.at().equals(event.creditedAt()),
                "%s: %s, but there: %s",
                wallet,
                event,
                leg);
        return endsLeg(name, event.leg(), event);
    }

    private Name returns(WalletId wallet, Returned event) {
        var name = new Name(wallet, event.id());
        var leg = leg(name, event.leg());
        unless(
                leg.there() == There.REFUSED
                        && event.denial().equals(leg.denial())
                        && !debited(name).allOrNothing(),
                "%s: %s, but there: %s",
                wallet,
                event,
                leg);
        return endsLeg(name, event.leg(), event);
    }

    private Name endsLeg(Name name, int leg, WalletEvent event) {
        var legName = new LegName(name.from(), name.id(), leg);
        unless(ended.put(legName, true) == null, "%s: ended before: %s", name, event);
        return name;
    }

    private Leg leg(Name name, int leg) {
        var known = legs.get(new LegName(name.from(), name.id(), leg));
        unless(known != null, "%s: nothing is known of leg %s", name, leg);
        return Objects.requireNonNull(known);
    }

    private @Nullable There there(Name name, int leg) {
        var known = legs.get(new LegName(name.from(), name.id(), leg));
        return known == null ? null : known.there();
    }

    private boolean hasEnded(Name name) {
        var all = debited(name).legs();
        for (int leg = 0; leg < all.size(); leg++) {
            boolean toWallet = all.get(leg).to() instanceof WalletId;
            if (toWallet && !ended.containsKey(new LegName(name.from(), name.id(), leg))) {
                return false;
            }
        }
        return true;
    }

    /** Whether money can still come back to the wallet or reach it. */
    boolean isBusy(WalletId wallet) {
        return begun.keySet().stream().anyMatch(n -> n.from().equals(wallet) && !hasEnded(n));
    }

    void ended() {
        begun.keySet().forEach(name -> unless(hasEnded(name), "%s has not ended", name));
        legs.forEach((name, leg) -> unless(leg.there() != There.RECEIVED, "%s is promised", name));
    }
}
