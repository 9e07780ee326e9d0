package io.florin.simulation.promise;

import static io.florin.simulation.world.BrokenPromise.unless;

import io.florin.node.rules.Stored;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Answer.OfHold;
import io.florin.protocol.wallet.Answer.OfRefusedTransfer;
import io.florin.protocol.wallet.Answer.OfSettings;
import io.florin.protocol.wallet.Answer.OfTransfer;
import io.florin.protocol.wallet.Answer.OfWallet;
import io.florin.protocol.wallet.Fingerprints;
import io.florin.protocol.wallet.Names;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.WalletCommand.Deposit;
import io.florin.protocol.wallet.WalletCommand.EndJob;
import io.florin.protocol.wallet.WalletCommand.Hold;
import io.florin.protocol.wallet.WalletCommand.SubmitJob;
import io.florin.protocol.wallet.WalletCommand.Transfer;
import io.florin.protocol.wallet.WalletCommand.Withdraw;
import io.florin.protocol.wallet.WalletQuery;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.Done;
import io.florin.simulation.wallet.Call;
import io.florin.simulation.wallet.Call.Order;
import io.florin.simulation.wallet.Call.Question;
import io.florin.simulation.wallet.SimulatedJournal;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Promises 2 and 3 towards clients: every final reply is what the journal says at that moment, the
 * same for ever, and said as new at most once.
 */
final class Replies {
    private static final Set<Refusal> REUSED =
            EnumSet.of(
                    Refusal.IDEMPOTENCY_KEY_REUSED,
                    Refusal.ID_REUSED,
                    Refusal.REFERENCE_REUSED,
                    Refusal.JOB_ENDED);

    private record Asked(WalletId wallet, String name, Object fingerprint) {}

    private final SimulatedJournal journal;
    private final Views views;
    private final Facts facts;
    private final Map<Asked, WalletReply> answers = new HashMap<>();
    private final Set<Asked> saidAsNew = new HashSet<>();

    Replies(SimulatedJournal journal) {
        this.journal = journal;
        this.views = new Views(journal);
        this.facts = new Facts(journal, views);
    }

    void replied(Call call, WalletReply reply) {
        switch (call.asked()) {
            case Order(var request) -> replied(call.wallet(), request, reply);
            case Question(var inquiry) -> replied(call, inquiry.query(), reply);
        }
    }

    private void replied(WalletId wallet, Request request, WalletReply reply) {
        var plain =
                switch (reply) {
                    case Done(var answer, _) -> new Done(answer, false);
                    case Denied(var denial, _) when isKept(request, denial) ->
                            new Denied(denial, false);
                    case Denied _, WalletReply.NotTaken _, WalletReply.InDoubt _ -> null;
                };
        if (plain == null) return;
        unless(
                request.key() == null || journal.stream(wallet).byKey(request.key()) != null,
                "%s: said %s, but its key is not durable",
                request,
                reply);
        var stored = stored(wallet, request);
        if (stored == null) {
            nameless(wallet, request, plain);
            return;
        }
        var print = Fingerprints.of(request.command());
        if (!stored.event().receipt().fingerprint().equals(print)) {
            unless(
                    plain instanceof Denied(var denial, _) && REUSED.contains(denial.why()),
                    "%s was used for %s, but: %s",
                    request,
                    stored,
                    reply);
            return;
        }
        if (plain instanceof Denied && !isRemembered(request))
            return; // decided before it was stored
        var known = facts.reply(wallet, stored);
        unless(plain.equals(known), "%s: said %s, durable is %s", request, reply, known);
        same(new Asked(wallet, name(stored), print), plain, isNew(reply));
    }

    /** A wallet that does not exist keeps nothing of those who may touch their own only. */
    private static boolean isKept(Request request, Denial denial) {
        boolean nobodys =
                request.terms().owner() != null && denial.why() == Refusal.WALLET_NOT_FOUND;
        return !nobodys && denial.why().isAnswer();
    }

    private void same(Asked asked, WalletReply plain, boolean asNew) {
        var before = answers.putIfAbsent(asked, plain);
        unless(before == null || before.equals(plain), "first %s, then %s", before, plain);
        unless(!asNew || saidAsNew.add(asked), "said twice as new: %s", plain);
    }

    private static boolean isNew(WalletReply reply) {
        return switch (reply) {
            case Done(_, var replayed) -> !replayed;
            case Denied(_, var replayed) -> !replayed;
            case WalletReply.NotTaken _, WalletReply.InDoubt _ -> false;
        };
    }

    private static String name(Stored stored) {
        return Long.toString(stored.sequence());
    }

    /** The event under the request's names, in their precedence; null if they are free. */
    private @Nullable Stored stored(WalletId wallet, Request request) {
        var stream = journal.stream(wallet);
        if (request.key() != null) {
            var stored = stream.byKey(request.key());
            if (stored != null) return stored;
        }
        var ref =
                switch (request.command()) {
                    case Transfer c when c.given() -> Names.transfer(c.id());
                    case Hold c when c.given() -> Names.hold(c.id());
                    case SubmitJob c when c.given() -> Names.job(c.id());
                    case EndJob c -> Names.jobEnd(c.id());
                    case Deposit c when c.reference() != null ->
                            Names.reference(c.account(), c.reference());
                    case Withdraw c when c.reference() != null ->
                            Names.reference(c.account(), c.reference());
                    default -> null;
                };
        return ref == null ? null : stream.byRef(ref);
    }

    /** Whether a refusal is written under the request's names; a reference is not used up by it. */
    private static boolean isRemembered(Request request) {
        return request.key() != null
                || (request.command() instanceof Transfer c && c.given())
                || (request.command() instanceof Hold h && h.given())
                || (request.command() instanceof SubmitJob j && j.given());
    }

    private void nameless(WalletId wallet, Request request, WalletReply plain) {
        unless(!isRemembered(request), "%s: said %s, but nothing is durable", request, plain);
        if (!(plain instanceof Done(var answer, _))) return;
        var stream = journal.stream(wallet);
        var event =
                switch (answer) {
                    case OfWallet(var view) ->
                            new Stored(view.version(), stream.event(view.version()));
                    case OfSettings s -> new Stored(s.version(), stream.event(s.version()));
                    case OfHold(_, var hold, _, _) -> stream.byRef(Names.holdEnd(hold.id()));
                    default -> null;
                };
        unless(
                event != null && facts.reply(wallet, event).equals(plain),
                "%s: said %s, durable is %s",
                request,
                plain,
                event);
    }

    private void replied(Call call, WalletQuery query, WalletReply reply) {
        if (!(reply instanceof Done(var answer, _))) return;
        switch (answer) {
            case OfWallet(var view) -> {
                var durable = journal.stream(call.wallet()).stateAt(view.version()).view();
                unless(view.equals(durable), "said %s, durable is %s", view, durable);
                boolean fresh = query instanceof WalletQuery.Look(var asked) && asked;
                unless(
                        !fresh || view.version() >= call.durableBefore(),
                        "fresh is version %s, but %s was durable before",
                        view.version(),
                        call.durableBefore());
            }
            case OfTransfer(var view) -> views.requireDurable(view);
            case OfHold(_, var hold, _, _) ->
                    unless(
                            journal.stream(call.wallet()).byRef(Names.hold(hold.id())) != null,
                            "said %s, never held",
                            hold);
            case OfRefusedTransfer r ->
                    unless(
                            journal.stream(call.wallet()).byRef(Names.transfer(r.id())) != null,
                            "said %s, never refused",
                            r);
            default -> throw new AssertionError("not an answer to a query: " + answer);
        }
    }
}
