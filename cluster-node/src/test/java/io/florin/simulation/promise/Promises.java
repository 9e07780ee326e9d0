package io.florin.simulation.promise;

import static io.florin.simulation.world.BrokenPromise.unless;

import io.florin.node.rules.NameCache;
import io.florin.node.rules.Wallet;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.NotTaken;
import io.florin.simulation.wallet.Call;
import io.florin.simulation.wallet.SimulatedJournal;
import io.florin.simulation.wallet.Watcher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Every promise of DESIGN.md section 1 that one wallet or several can break. */
public final class Promises implements Watcher {
    private final Accounts accounts = new Accounts();
    private final Holds holds = new Holds();
    private final Jobs jobs = new Jobs();
    private final Rights rights = new Rights(accounts, holds, jobs);
    private final Limits limits = new Limits();
    private final Transfers transfers = new Transfers();
    private final Reversals reversals = new Reversals();
    private final Untaken untaken = new Untaken();
    private final Owners owners = new Owners();
    private final Map<WalletId, List<Long>> names = new HashMap<>();
    private @Nullable SimulatedJournal journal;
    private @Nullable Speech speech;
    private @Nullable Replies replies;

    /** The journal to compare with; before anything happens. */
    public void compareWith(SimulatedJournal truth) {
        journal = truth;
        speech = new Speech(truth);
        replies = new Replies(truth);
    }

    @Override
    public void sent(Call call) {
        untaken.sent(call);
        owners.sent(call);
    }

    @Override
    public void replied(Call call, WalletReply reply) {
        if (reply instanceof NotTaken) untaken.refused(call, true);
        if (reply instanceof Denied(var denial, _)) {
            boolean forbidden = denial.why() == Refusal.FORBIDDEN;
            if (forbidden || denial.why().isAnswer()) untaken.refused(call, forbidden);
        }
        owners.replied(call, reply);
        Objects.requireNonNull(replies).replied(call, reply);
    }

    @Override
    public void said(PeerMessage message) {
        Objects.requireNonNull(speech).said(message);
    }

    @Override
    public void committed(WalletId wallet, long sequence, WalletEvent event) {
        var lines = accounts.committed(wallet, event);
        holds.committed(wallet, event);
        jobs.committed(wallet, event);
        rights.committed(wallet, event);
        limits.committed(wallet, event);
        transfers.committed(wallet, event, lines);
        reversals.committed(wallet, event);
        untaken.committed(wallet, event);
        owners.committed(wallet, event);
        var stored = names.computeIfAbsent(wallet, _ -> new ArrayList<>());
        if (event.key() != null) stored.add(NameCache.hashOfKey(event.key()));
        var ref = event.ref();
        if (ref != null) stored.add(NameCache.hashOfRef(ref));
        unless(
                !rights.isClosed(wallet) || !transfers.isBusy(wallet),
                "%s: closed while a transfer is open",
                wallet);
    }

    @Override
    public void believed(Wallet live) {
        var stream = Objects.requireNonNull(journal).stream(live.id());
        unless(live.version() <= stream.highest(), "%s believes more than is durable", live);
        var replayed = stream.stateAt(live.version());
        unless(
                live.lastAt().equals(replayed.lastAt())
                        && live.profile().equals(replayed.profile())
                        && live.positions().equals(replayed.positions())
                        && live.transfers().equals(replayed.transfers())
                        && live.holds().equals(replayed.holds())
                        && live.jobs().equals(replayed.jobs())
                        && live.received().equals(replayed.received())
                        && live.names().stored() == replayed.names().stored(),
                "live %s, replayed %s",
                live,
                replayed);
        remembers(live);
    }

    /** The names it remembers are the last it stored. */
    private void remembers(Wallet live) {
        var known = live.names().oldestFirst();
        var all = names.getOrDefault(live.id(), List.of());
        int from = (int) live.names().stored() - known.length;
        for (int i = 0; i < known.length; i++) {
            unless(all.get(from + i) == known[i], "%s: name %s forgotten", live.id(), from + i);
        }
    }

    /** After healing: nothing is open, nothing in transit, nothing due. */
    public void ended(Instant now) {
        accounts.ended();
        holds.ended(now);
        transfers.ended();
        reversals.ended();
        Objects.requireNonNull(journal)
                .streams()
                .forEach((id, stream) -> {
                    var wallet = stream.state();
                    unless(wallet.transfers().isEmpty(), "%s: open transfers", wallet);
                    unless(wallet.received().isEmpty(), "%s: promised legs", wallet);
                    wallet.positions()
                            .forEach((_, position) ->
                                    unless(
                                            position.outgoing() == 0 && position.incoming() == 0,
                                            "%s",
                                            wallet));
                });
    }
}
