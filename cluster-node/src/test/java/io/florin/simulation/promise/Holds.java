package io.florin.simulation.promise;

import static io.florin.simulation.world.BrokenPromise.unless;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.wallet.HoldFacts;
import io.florin.protocol.wallet.HoldFacts.State;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletEvent.Debited;
import io.florin.protocol.wallet.WalletEvent.Held;
import io.florin.protocol.wallet.WalletEvent.Released;
import io.florin.protocol.wallet.WalletEvent.Returned;
import io.florin.protocol.wallet.WalletEvent.Settled;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Promise 6: a hold ends once, never early, and what it sets aside is always accounted for. */
final class Holds {
    private record Name(WalletId wallet, HoldId hold) {}

    private final Map<Name, HoldFacts> latest = new HashMap<>();
    private final Map<Name, Long> freed = new HashMap<>();
    private final Map<WalletId, Map<Asset, Long>> held = new HashMap<>();

    void committed(WalletId wallet, WalletEvent event) {
        switch (event) {
            case Held e -> begins(wallet, e);
            case Debited e when e.capture() != null -> captures(wallet, e, e.capture());
            case Settled(_, _, _, _, var hold, var free, var money, _) when hold != null -> {
                long m = money.minor();
                moves(wallet, hold, new Change(m, -m, -free, free));
            }
            case Returned(_, _, _, _, var hold, var money, _, _) when hold != null -> {
                long again = hold.remaining() - before(wallet, hold).remaining();
                unless(again == 0 || again == money.minor(), "%s: %s", wallet, event);
                moves(wallet, hold, new Change(0, -money.minor(), again, money.minor() - again));
            }
            case Released e -> ends(wallet, e);
            default -> {}
        }
    }

    private void begins(WalletId wallet, Held event) {
        var facts = event.hold();
        unless(
                latest.put(new Name(wallet, facts.id()), facts) == null
                        && facts.state() == State.HELD
                        && facts.captured() == 0
                        && facts.capturing() == 0
                        && facts.remaining() == facts.amount(),
                "%s: %s",
                wallet,
                event);
        hold(wallet, facts.asset(), facts.amount());
    }

    private void captures(WalletId wallet, Debited event, WalletEvent.Capture capture) {
        long minor = event.total();
        boolean waits = event.legs().getFirst().to() instanceof WalletId;
        unless(
                !waits || capture.freed() == 0,
                "%s: frees before it is accepted: %s",
                wallet,
                event);
        var change =
                new Change(
                        waits ? 0 : minor,
                        waits ? minor : 0,
                        -minor - capture.freed(),
                        capture.freed());
        moves(wallet, capture.hold(), change);
    }

    private void ends(WalletId wallet, Released event) {
        var before = before(wallet, event.hold());
        unless(before.capturing() == 0, "%s: ends while capturing: %s", wallet, event);
        unless(event.freed() == before.remaining(), "%s: %s frees all", wallet, event);
        if (event.hold().state() == State.EXPIRED) {
            Instant expiresAt = before.expiresAt();
            unless(
                    expiresAt != null && !event.at().isBefore(expiresAt),
                    "%s: %s expires early, due at %s",
                    wallet,
                    event,
                    expiresAt);
        }
        unless(event.hold().state() != State.HELD, "%s: %s does not end", wallet, event);
        moves(wallet, event.hold(), new Change(0, 0, -event.freed(), event.freed()));
    }

    private HoldFacts before(WalletId wallet, HoldFacts after) {
        var before = latest.get(new Name(wallet, after.id()));
        unless(before != null, "%s: no such hold: %s", wallet, after);
        return java.util.Objects.requireNonNull(before);
    }

    private record Change(long captured, long capturing, long remaining, long freed) {}

    private void moves(WalletId wallet, HoldFacts after, Change change) {
        var before = before(wallet, after);
        unless(before.state() == State.HELD, "%s: ended twice: %s", wallet, after);
        unless(
                after.captured() == before.captured() + change.captured()
                        && after.capturing() == before.capturing() + change.capturing()
                        && after.remaining() == before.remaining() + change.remaining()
                        && after.amount() == before.amount()
                        && after.asset().equals(before.asset())
                        && after.createdAt().equals(before.createdAt()),
                "%s: %s does not follow from %s",
                wallet,
                after,
                before);
        var name = new Name(wallet, after.id());
        long free = freed.merge(name, change.freed(), Long::sum);
        unless(
                after.captured() + after.capturing() + after.remaining() + free == after.amount()
                        && after.remaining() >= 0
                        && after.capturing() >= 0,
                "%s: %s and freed %s",
                wallet,
                after,
                free);
        latest.put(name, after);
        hold(wallet, after.asset(), change.remaining());
    }

    private void hold(WalletId wallet, Asset asset, long more) {
        held.computeIfAbsent(wallet, _ -> new HashMap<>()).merge(asset, more, Long::sum);
    }

    /** What of the wallet's money is set aside. */
    long held(WalletId wallet, Asset asset) {
        return held.getOrDefault(wallet, Map.of()).getOrDefault(asset, 0L);
    }

    boolean noneHeld(WalletId wallet) {
        return held.getOrDefault(wallet, Map.of()).values().stream().allMatch(h -> h == 0);
    }

    /** Holds whose time was up before {@code now} have ended. */
    void ended(Instant now) {
        latest.forEach((name, facts) -> {
            var expiresAt = facts.expiresAt();
            unless(
                    facts.state() != State.HELD || expiresAt == null || expiresAt.isAfter(now),
                    "%s: due, but open: %s",
                    name.wallet(),
                    facts);
            unless(facts.capturing() == 0, "%s: still capturing: %s", name.wallet(), facts);
        });
    }
}
