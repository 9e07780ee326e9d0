package io.florin.node.rules;

import static io.florin.node.rules.Guards.first;

import io.florin.node.rules.OpenHold.Stage;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.journal.NameQuery;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.Answer;
import io.florin.protocol.wallet.Balance;
import io.florin.protocol.wallet.HoldFacts;
import io.florin.protocol.wallet.HoldFacts.State;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.Names;
import io.florin.protocol.wallet.Receipt;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletCommand.Capture;
import io.florin.protocol.wallet.WalletCommand.Hold;
import io.florin.protocol.wallet.WalletCommand.Release;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletEvent.Debited;
import io.florin.protocol.wallet.WalletEvent.Held;
import io.florin.protocol.wallet.WalletEvent.Released;
import io.florin.protocol.wallet.WalletReply.Done;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds: set aside, captured in parts, released, expired. A hold ends once (promise 6). A capture
 * goes through although debits are blocked meanwhile: the hold was the permission.
 */
final class Holds {
    private Holds() {}

    static Decision hold(Wallet wallet, Request request, Hold command, Bounds bounds, Instant at) {
        var money = command.money();
        var denial =
                first(
                        () -> Guards.open(wallet),
                        () -> Guards.debitsAllowed(wallet),
                        () -> Spending.within(wallet, request, money.asset(), money.minor(), at),
                        () -> Guards.funds(wallet, money.asset(), money.minor()),
                        () -> Guards.roomForHold(wallet, bounds));
        if (denial != null) return Requests.refuse(request, at, denial);
        var seconds = command.expiresInSeconds();
        var facts =
                new HoldFacts(
                        command.id(),
                        State.HELD,
                        money.asset(),
                        money.minor(),
                        0,
                        0,
                        money.minor(),
                        seconds == null ? null : at.plusSeconds(seconds),
                        at);
        var position = wallet.position(money.asset());
        var after = new Balance(position.posted(), position.held() + money.minor());
        var note = command.note().under(request.terms().schedule());
        var event = new Held(at, Requests.receipt(request), facts, note, after);
        var answer = new Answer.OfHold(wallet.id(), facts, note, null);
        return Decision.replies(new Done(answer, false), event);
    }

    static Decision capture(
            Wallet wallet,
            Request request,
            Capture command,
            Recall recall,
            Bounds bounds,
            Instant at) {
        var hold = wallet.holds().get(command.hold());
        long asked = command.amount() != null ? command.amount() : remaining(hold);
        var denial =
                first(
                        () -> Guards.open(wallet),
                        () -> toAnother(wallet, command),
                        () -> stillOpen(wallet, command.hold(), recall),
                        () -> notClosing(hold),
                        () -> within(hold, asked),
                        () -> Guards.roomForTransfer(wallet, bounds));
        if (denial != null || hold == null) {
            return Requests.refuse(request, at, orMissing(denial));
        }
        var capture = captured(hold, asked, command);
        return Transfers.debit(
                wallet,
                new Debited(
                        at,
                        Requests.receipt(request),
                        command.transfer(),
                        TransferKind.CAPTURE,
                        hold.facts().asset(),
                        List.of(new Leg(command.to(), asked)),
                        false,
                        capture,
                        null,
                        false,
                        hold.note(),
                        after(wallet, hold, asked, capture),
                        0),
                List.of());
    }

    private static Balance after(
            Wallet wallet, OpenHold hold, long asked, WalletEvent.Capture capture) {
        var position = wallet.position(hold.facts().asset());
        return new Balance(position.posted() - asked, position.held() - asked - capture.freed());
    }

    private static Denial orMissing(@Nullable Denial denial) {
        return denial == null ? Denial.of(Refusal.HOLD_NOT_FOUND) : denial;
    }

    private static long remaining(@Nullable OpenHold hold) {
        return hold == null ? 0 : hold.facts().remaining();
    }

    private static @Nullable Denial toAnother(Wallet wallet, Capture command) {
        return Guards.when(command.to().equals(wallet.id()), Refusal.SELF_TRANSFER);
    }

    /** An open hold is in the state; one that is not has ended, if its name was ever stored. */
    private static @Nullable Denial stillOpen(Wallet wallet, HoldId id, Recall recall) {
        if (wallet.holds().containsKey(id)) return null;
        var stored = recall.ref(Names.hold(id));
        boolean began = stored != null && stored.event() instanceof Held;
        return Denial.of(began ? Refusal.HOLD_FINISHED : Refusal.HOLD_NOT_FOUND);
    }

    private static @Nullable Denial notClosing(@Nullable OpenHold hold) {
        if (hold == null) return null;
        return switch (hold.stage()) {
            case OPEN -> null;
            case CLOSING -> Denial.of(Refusal.HOLD_CAPTURING);
            case CLOSED -> Denial.of(Refusal.HOLD_FINISHED);
        };
    }

    private static @Nullable Denial within(@Nullable OpenHold hold, long asked) {
        long remaining = remaining(hold);
        if (asked >= 1 && asked <= remaining) return null;
        return new Denial(
                Refusal.CAPTURE_EXCEEDS_HOLD, Map.of("requested", asked, "remaining", remaining));
    }

    /** To a system account it is captured at once; to a wallet it is capturing until answered. */
    private static WalletEvent.Capture captured(OpenHold hold, long asked, Capture command) {
        var taken = moved(hold.facts(), 0, asked, -asked);
        if (!(command.to() instanceof SystemAccount)) {
            return new WalletEvent.Capture(taken, command.last(), 0);
        }
        var accepted =
                accepted(new OpenHold(taken, hold.note(), hold.stage()), asked, command.last());
        return new WalletEvent.Capture(accepted.facts(), command.last(), accepted.freed());
    }

    static Decision release(
            Wallet wallet, Request request, Release command, Recall recall, Instant at) {
        var hold = wallet.holds().get(command.hold());
        var denial =
                first(
                        () -> Guards.opened(wallet),
                        () -> stillOpen(wallet, command.hold(), recall),
                        () -> notClosing(hold),
                        () -> notCapturing(hold));
        if (denial != null || hold == null) {
            return Requests.refuse(request, at, orMissing(denial));
        }
        var event = end(wallet, hold, Requests.receipt(request), State.RELEASED, at);
        var answer = new Answer.OfHold(wallet.id(), event.hold(), null, null);
        return Decision.replies(new Done(answer, false), event);
    }

    private static @Nullable Denial notCapturing(@Nullable OpenHold hold) {
        return Guards.when(hold != null && hold.facts().capturing() > 0, Refusal.HOLD_CAPTURING);
    }

    /** The holds that end now by themselves. */
    static List<WalletEvent> expire(Wallet wallet, Instant at) {
        var events = new ArrayList<WalletEvent>();
        var evolving = wallet;
        for (var hold : wallet.holds().values()) {
            if (!hold.isDue(at)) continue;
            var event = end(evolving, hold, Receipt.NONE, State.EXPIRED, at);
            evolving = evolving.apply(event);
            events.add(event);
        }
        return events;
    }

    private static Released end(
            Wallet wallet, OpenHold hold, Receipt receipt, State state, Instant at) {
        var facts = hold.facts();
        long freed = facts.remaining();
        var position = wallet.position(facts.asset());
        var after = new Balance(position.posted(), position.held() - freed);
        var ended = withState(moved(facts, 0, 0, -freed), state);
        return new Released(at, receipt, ended, freed, after);
    }

    /** A hold after a capture was accepted, and what of it is free again. */
    record Accepted(HoldFacts facts, long freed) {}

    static Accepted accepted(OpenHold hold, long minor, boolean last) {
        boolean closes = last || hold.stage() == Stage.CLOSED;
        long freed = closes ? hold.facts().remaining() : 0;
        return new Accepted(endIfSpent(moved(hold.facts(), minor, -minor, -freed)), freed);
    }

    /** A hold after a capture came back: what is closed for captures frees it at once. */
    static HoldFacts declined(OpenHold hold, long minor) {
        long again = hold.stage() == Stage.CLOSED ? 0 : minor;
        return endIfSpent(moved(hold.facts(), 0, -minor, again));
    }

    private static HoldFacts endIfSpent(HoldFacts facts) {
        return facts.remaining() == 0 && facts.capturing() == 0
                ? withState(facts, State.CAPTURED)
                : facts;
    }

    private static HoldFacts moved(HoldFacts f, long captured, long capturing, long remaining) {
        return new HoldFacts(
                f.id(),
                f.state(),
                f.asset(),
                f.amount(),
                f.captured() + captured,
                f.capturing() + capturing,
                f.remaining() + remaining,
                f.expiresAt(),
                f.createdAt());
    }

    private static HoldFacts withState(HoldFacts f, State state) {
        return new HoldFacts(
                f.id(),
                state,
                f.asset(),
                f.amount(),
                f.captured(),
                f.capturing(),
                f.remaining(),
                f.expiresAt(),
                f.createdAt());
    }

    static List<NameQuery> names(HoldId hold) {
        return List.of(new NameQuery.Ref(Names.holdEnd(hold)), new NameQuery.Ref(Names.hold(hold)));
    }
}
