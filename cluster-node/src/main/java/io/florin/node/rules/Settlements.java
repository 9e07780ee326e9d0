package io.florin.node.rules;

import io.florin.node.rules.OpenTransfer.Phase;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.wallet.Balance;
import io.florin.protocol.wallet.HoldFacts;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletEvent.Returned;
import io.florin.protocol.wallet.WalletEvent.Settled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the source writes down the end of a leg: settled, or given back. */
final class Settlements {
    private Settlements() {}

    /** The transfer as if what was heard had been written. */
    static OpenTransfer asHeard(OpenTransfer transfer, Heard heard) {
        if (transfer.debited().allOrNothing()) return transfer;
        var reached = transfer;
        for (var leg : heard.of(transfer.debited().id()).entrySet()) {
            reached = reached.arrived(leg.getKey(), leg.getValue());
        }
        return reached;
    }

    /** Everything heard that may be written, oldest transfer ids first, at most {@code most}. */
    static List<WalletEvent> ofHeard(Wallet wallet, Heard heard, int most, Instant at) {
        var events = new ArrayList<WalletEvent>();
        for (var entry : heard.legs().entrySet()) {
            var transfer = wallet.transfers().get(entry.getKey());
            if (transfer == null || isPromise(transfer)) continue;
            for (var leg : entry.getValue().entrySet()) {
                if (events.size() == most) return events;
                if (transfer.isOpen(leg.getKey())) {
                    events.add(settle(wallet, transfer, leg.getKey(), leg.getValue(), at));
                }
            }
        }
        return events;
    }

    /** Whether {@link #ofHeard} has nothing to write. */
    static boolean isWritten(Wallet wallet, Heard heard) {
        for (var entry : heard.legs().entrySet()) {
            var transfer = wallet.transfers().get(entry.getKey());
            if (transfer == null || isPromise(transfer)) continue;
            for (var leg : entry.getValue().keySet()) {
                if (transfer.isOpen(leg)) return false;
            }
        }
        return true;
    }

    /** Legs of an undecided all-or-nothing transfer are promised, not settled. */
    private static boolean isPromise(OpenTransfer transfer) {
        return transfer.debited().allOrNothing() && transfer.phase() == Phase.CREDITING;
    }

    static Settled settle(
            Wallet wallet, OpenTransfer transfer, int leg, Instant creditedAt, Instant at) {
        var debited = transfer.debited();
        var position = wallet.position(debited.asset());
        var hold = capturedHold(wallet, transfer);
        if (hold == null) {
            return new Settled(
                    at,
                    debited.id(),
                    leg,
                    creditedAt,
                    null,
                    0,
                    debited.money(leg),
                    position.balance());
        }
        var accepted = Holds.accepted(hold, debited.money(leg).minor(), isLast(transfer));
        var after = new Balance(position.posted(), position.held() - accepted.freed());
        return new Settled(
                at,
                debited.id(),
                leg,
                creditedAt,
                accepted.facts(),
                accepted.freed(),
                debited.money(leg),
                after);
    }

    /** The money is back: in its hold if it came from one that is still open for captures. */
    static List<WalletEvent> giveBack(
            Wallet wallet,
            OpenTransfer transfer,
            int leg,
            Denial denial,
            Recall recall,
            Instant at) {
        var debited = transfer.debited();
        var money = debited.money(leg);
        var position = wallet.position(debited.asset());
        var hold = capturedHold(wallet, transfer);
        var facts = hold == null ? null : Holds.declined(hold, money.minor());
        long heldAgain = facts == null || hold == null ? 0 : heldAgain(hold, money.minor());
        var after = new Balance(position.posted() + money.minor(), position.held() + heldAgain);
        var returned =
                new Returned(
                        at,
                        debited.id(),
                        leg,
                        denial,
                        facts,
                        money,
                        after,
                        debited.note().schedule());
        var reversed = debited.reverses();
        return reversed == null
                ? List.of(returned)
                : List.of(returned, Reversals.uncount(reversed, money.minor(), recall, at));
    }

    private static long heldAgain(OpenHold hold, long minor) {
        return hold.stage() == OpenHold.Stage.CLOSED ? 0 : minor;
    }

    private static boolean isLast(OpenTransfer transfer) {
        var capture = transfer.debited().capture();
        return capture != null && capture.last();
    }

    private static @Nullable OpenHold capturedHold(Wallet wallet, OpenTransfer transfer) {
        var capture = transfer.debited().capture();
        if (capture == null) return null;
        HoldFacts facts = capture.hold();
        var hold = wallet.holds().get(facts.id());
        if (hold == null) throw new CorruptHistory("hold " + facts.id() + " ended while captured");
        return hold;
    }
}
