package io.florin.simulation.promise;

import static io.florin.simulation.world.BrokenPromise.unless;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.wallet.Fingerprints;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletCommand.Capture;
import io.florin.protocol.wallet.WalletCommand.Deposit;
import io.florin.protocol.wallet.WalletCommand.EndJob;
import io.florin.protocol.wallet.WalletCommand.Hold;
import io.florin.protocol.wallet.WalletCommand.Open;
import io.florin.protocol.wallet.WalletCommand.Release;
import io.florin.protocol.wallet.WalletCommand.Reverse;
import io.florin.protocol.wallet.WalletCommand.SubmitJob;
import io.florin.protocol.wallet.WalletCommand.Transfer;
import io.florin.protocol.wallet.WalletCommand.Update;
import io.florin.protocol.wallet.WalletCommand.Withdraw;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletEvent.Debited;
import io.florin.protocol.wallet.WalletEvent.Deposited;
import io.florin.protocol.wallet.WalletEvent.Held;
import io.florin.protocol.wallet.WalletEvent.JobSubmitted;
import io.florin.protocol.wallet.WalletEvent.Refunded;
import io.florin.protocol.wallet.WalletEvent.Refused;
import io.florin.protocol.wallet.WalletEvent.Withdrawn;
import io.florin.simulation.wallet.Call;
import io.florin.simulation.wallet.Call.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Promise 7: what was certainly not taken (503) never happens, nor what was refused. Each copy of a
 * request is known by the id that the edge made up for it, or by a key, an id or a fingerprint of
 * which only one copy was ever sent.
 */
final class Untaken {
    private static final class Copies {
        private int sent;
        private boolean untaken;
        private boolean happened;
    }

    private static final String PRINT = "print ";

    private record Name(WalletId wallet, String text) {
        boolean isPrint() {
            return text.startsWith(PRINT);
        }
    }

    private final Map<Name, Copies> byName = new HashMap<>();

    void sent(Call call) {
        for (var name : names(call)) byName.computeIfAbsent(name, _ -> new Copies()).sent++;
    }

    /** Its caller was told that it was not taken, or that it was refused. */
    void refused(Call call, boolean untaken) {
        for (var name : names(call)) {
            if (!untaken && !name.isPrint()) continue; // an answer, which Replies looks at
            var copies = Objects.requireNonNull(byName.get(name));
            copies.untaken = true;
            check(copies, call);
        }
    }

    void committed(WalletId wallet, WalletEvent event) {
        happened(
                event.key() != null
                        ? new Name(wallet, "key " + event.key())
                        : new Name(wallet, PRINT + event.receipt().fingerprint()),
                event);
        var id = idOf(event);
        if (id != null) happened(new Name(wallet, id), event);
    }

    /** What the client or the edge named it by, beside its key. */
    static @Nullable String idOf(WalletEvent event) {
        return switch (event) {
            case Deposited e -> e.movement();
            case Withdrawn e -> e.movement();
            case Held e -> e.hold().id().value();
            case Debited e -> e.id().value();
            case Refunded e -> e.id().value();
            case JobSubmitted e -> e.job().id().value();
            default -> null;
        };
    }

    private void happened(Name name, WalletEvent event) {
        var copies = byName.get(name);
        if (copies == null) return;
        if (event instanceof Refused && name.isPrint()) return;
        copies.happened = true;
        check(copies, event);
    }

    private static void check(Copies copies, Object what) {
        boolean broken = copies.sent == 1 && copies.untaken && copies.happened;
        unless(!broken, "not taken or refused, yet it happened: %s", what);
    }

    private static List<Name> names(Call call) {
        if (!(call.asked() instanceof Order(Request(var key, var command, _, _)))) return List.of();
        var names = new ArrayList<Name>(2);
        if (key != null) names.add(new Name(call.wallet(), "key " + key));
        boolean nameless =
                !(command instanceof Transfer
                        || command instanceof Hold
                        || command instanceof SubmitJob);
        if (key == null && nameless) {
            names.add(new Name(call.wallet(), PRINT + Fingerprints.of(command)));
        }
        var id =
                switch (command) {
                    case Deposit c -> c.movement();
                    case Withdraw c -> c.movement();
                    case Transfer c -> c.id().value();
                    case Hold c -> c.id().value();
                    case Capture c -> c.transfer().value();
                    case Reverse c -> c.transfer().value();
                    case SubmitJob c -> c.id().value();
                    case Open _, Update _, Release _, EndJob _ -> null;
                };
        if (id != null) names.add(new Name(call.wallet(), id));
        return names;
    }
}
