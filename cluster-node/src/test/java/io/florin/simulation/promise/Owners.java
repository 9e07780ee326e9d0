package io.florin.simulation.promise;

import static io.florin.simulation.world.BrokenPromise.unless;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletCommand;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.Done;
import io.florin.simulation.wallet.Call;
import io.florin.simulation.wallet.Call.Order;
import io.florin.simulation.wallet.Call.Question;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who must own a wallet and does not moves nothing in it, learns nothing of it and uses up none of
 * its names, also while it does not exist. A request is known in the journal by its key, or by the
 * id that the edge made up for this copy of it.
 */
final class Owners {
    private static final String ANYBODYS = "";

    private record Name(WalletId wallet, String text) {}

    private final Map<WalletId, String> owners = new HashMap<>();
    private final Map<Name, Set<String>> askedBy = new HashMap<>();
    private final Set<Long> strangers = new HashSet<>();

    void sent(Call call) {
        var mustOwn = mustOwn(call);
        var owner = owners.get(call.wallet());
        if (mustOwn != null && owner != null && !owner.equals(mustOwn)) {
            strangers.add(call.number());
        }
        if (!(call.asked() instanceof Order(Request(var key, var command, _, _)))) return;
        var by = mustOwn == null ? ANYBODYS : mustOwn;
        if (key != null) askedBy(call.wallet(), "key " + key).add(by);
        var madeUp = madeUp(command);
        if (madeUp != null) askedBy(call.wallet(), madeUp).add(by);
    }

    private Set<String> askedBy(WalletId wallet, String name) {
        return askedBy.computeIfAbsent(new Name(wallet, name), _ -> new HashSet<>());
    }

    private static @Nullable String mustOwn(Call call) {
        return switch (call.asked()) {
            case Order(var request) -> request.terms().owner();
            case Question(var inquiry) -> inquiry.owner();
        };
    }

    private static @Nullable String madeUp(WalletCommand command) {
        return switch (command) {
            case WalletCommand.Deposit c -> c.movement();
            case WalletCommand.Withdraw c -> c.movement();
            case WalletCommand.Transfer c when !c.given() -> c.id().value();
            case WalletCommand.Hold c when !c.given() -> c.id().value();
            case WalletCommand.SubmitJob c when !c.given() -> c.id().value();
            case WalletCommand.Capture c -> c.transfer().value();
            case WalletCommand.Reverse c -> c.transfer().value();
            default -> null;
        };
    }

    void replied(Call call, WalletReply reply) {
        var mustOwn = mustOwn(call);
        if (mustOwn == null) return;
        var owner = owners.get(call.wallet());
        switch (reply) {
            case Done _ -> unless(mustOwn.equals(owner), "%s is %s's: %s", call, owner, reply);
            case Denied(var denial, _) when strangers.contains(call.number()) ->
                    unless(tellsNothing(denial.why()), "%s is %s's: %s", call, owner, reply);
            case Denied(var denial, _) when denial.why() == Refusal.FORBIDDEN ->
                    unless(
                            !mustOwn.equals(owner) || mayBeRefusedToAll(call),
                            "%s is theirs: %s",
                            call,
                            reply);
            case Denied _, WalletReply.NotTaken _, WalletReply.InDoubt _ -> {}
        }
    }

    /** An incarnation that was frozen before the wallet was opened does not know of it yet. */
    private static boolean tellsNothing(Refusal why) {
        return why == Refusal.FORBIDDEN || why == Refusal.WALLET_NOT_FOUND;
    }

    /** What a system account was paid, the end of a job, or a wallet for somebody else. */
    private static boolean mayBeRefusedToAll(Call call) {
        return call.asked() instanceof Order(Request(_, var command, _, _))
                && (command instanceof WalletCommand.Reverse
                        || command instanceof WalletCommand.EndJob
                        || command instanceof WalletCommand.Open);
    }

    void committed(WalletId wallet, WalletEvent event) {
        if (event instanceof WalletEvent.Opened opened) owners.put(wallet, opened.owner());
        if (event.key() != null) happened(new Name(wallet, "key " + event.key()), event);
        var id = Untaken.idOf(event);
        if (id != null) happened(new Name(wallet, id), event);
    }

    private void happened(Name name, WalletEvent event) {
        var by = askedBy.get(name);
        if (by == null || by.contains(ANYBODYS)) return;
        var owner = owners.get(name.wallet());
        unless(
                owner != null && by.contains(owner),
                "%s is %s's, asked by %s only: %s",
                name.wallet(),
                owner,
                by,
                event);
    }
}
