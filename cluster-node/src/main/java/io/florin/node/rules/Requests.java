package io.florin.node.rules;

import io.florin.protocol.journal.NameQuery;
import io.florin.protocol.journal.NameQuery.Ref;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.Fingerprints;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.Names;
import io.florin.protocol.wallet.Receipt;
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
import io.florin.protocol.wallet.WalletEvent.Refused;
import io.florin.protocol.wallet.WalletEvent.Repeated;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.NotTaken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of a request, and how it is refused under them. */
final class Requests {
    private Requests() {}

    /** The names to be known before the request is decided. */
    static List<NameQuery> names(Wallet wallet, Request request) {
        var names = new ArrayList<NameQuery>();
        if (request.key() != null) names.add(new NameQuery.Key(request.key()));
        var begun = endsOpenJob(wallet, request) ? null : begun(request);
        if (begun != null) names.add(new Ref(begun));
        var reference = reference(request);
        if (reference != null) names.add(new Ref(reference));
        switch (request.command()) {
            case Capture c -> addIfEnded(wallet, c.hold(), names);
            case Release c -> addIfEnded(wallet, c.hold(), names);
            case Reverse c -> names.addAll(Reversals.names(c));
            case Open _,
                    Update _,
                    Deposit _,
                    Withdraw _,
                    Transfer _,
                    Hold _,
                    SubmitJob _,
                    EndJob _ -> {}
        }
        return names;
    }

    private static void addIfEnded(Wallet wallet, HoldId hold, List<NameQuery> names) {
        if (!wallet.holds().containsKey(hold)) names.add(new Ref(Names.hold(hold)));
    }

    /** The name of the thing that the request begins, if the caller chose it. */
    static @Nullable String ownName(Request request) {
        return switch (request.command()) {
            case Transfer c when c.given() -> Names.transfer(c.id());
            case Hold c when c.given() -> Names.hold(c.id());
            case SubmitJob c when c.given() -> Names.job(c.id());
            case Transfer _,
                    Hold _,
                    Open _,
                    Update _,
                    Deposit _,
                    Withdraw _,
                    Capture _,
                    Release _,
                    Reverse _,
                    SubmitJob _,
                    EndJob _ ->
                    null;
        };
    }

    /**
     * The name under which to look for what the request has begun already: its own, or, where it
     * has neither that nor a key, the one that the server made up. So a write that was in doubt and
     * is decided again is recognised, however it was named.
     */
    private static @Nullable String begun(Request request) {
        if (request.command() instanceof EndJob(var job, _)) return Names.jobEnd(job);
        var ownName = ownName(request);
        if (ownName != null || request.key() != null) return ownName;
        return switch (request.command()) {
            case Transfer c -> Names.transfer(c.id());
            case Hold c -> Names.hold(c.id());
            case Capture c -> Names.transfer(c.transfer());
            case Reverse c -> Names.transfer(c.transfer());
            case SubmitJob c -> Names.job(c.id());
            case Open _, Update _, Deposit _, Withdraw _, Release _, EndJob _ -> null;
        };
    }

    /** Then it certainly ends it for the first time: no name has to be looked up. */
    private static boolean endsOpenJob(Wallet wallet, Request request) {
        return request.command() instanceof EndJob(var job, _) && wallet.jobs().containsKey(job);
    }

    /** Whether the request is recognised when it comes again. */
    static boolean isNamed(Request request) {
        return request.key() != null || begun(request) != null || reference(request) != null;
    }

    private static @Nullable String reference(Request request) {
        return switch (request.command()) {
            case Deposit c when c.reference() != null ->
                    Names.reference(c.account(), c.reference());
            case Withdraw c when c.reference() != null ->
                    Names.reference(c.account(), c.reference());
            case Deposit _,
                    Withdraw _,
                    Transfer _,
                    Hold _,
                    Open _,
                    Update _,
                    Capture _,
                    Release _,
                    Reverse _,
                    SubmitJob _,
                    EndJob _ ->
                    null;
        };
    }

    static Receipt receipt(Request request) {
        return new Receipt(request.key(), Fingerprints.of(request.command()), Receipt.FORMAT);
    }

    /** The decision for a request that meets one of its names again; null if all are new. */
    static @Nullable Decision repeated(
            Wallet wallet, Heard heard, Request request, Recall recall, Instant at) {
        if (request.key() != null) {
            var stored = recall.key(request.key());
            if (stored != null) {
                return isOf(stored, request)
                        ? History.replay(wallet, heard, stored, recall)
                        : Decision.replies(denied(Refusal.IDEMPOTENCY_KEY_REUSED));
            }
        }
        var again = new Again(wallet, heard, request, recall, at);
        var begun = endsOpenJob(wallet, request) ? null : begun(request);
        boolean ends = request.command() instanceof EndJob; // another end than the one it had
        var otherwise = ends ? Refusal.JOB_ENDED : Refusal.ID_REUSED;
        var met = begun == null ? null : again.meets(begun, otherwise);
        if (met != null) return met;
        var reference = reference(request);
        return reference == null ? null : again.meets(reference, Refusal.REFERENCE_REUSED);
    }

    /** A request that is not known by its key, if it has one, and maybe by another name. */
    private record Again(Wallet wallet, Heard heard, Request request, Recall recall, Instant at) {
        /** Null if nothing is stored as {@code name}; a new key has the same answer from now on. */
        @Nullable Decision meets(String name, Refusal otherwise) {
            var stored = recall.ref(name);
            if (stored == null) return null;
            if (isOf(stored, request)) {
                var replayed = History.replay(wallet, heard, stored, recall);
                return request.key() == null
                        ? replayed
                        : replayed.writing(new Repeated(at, receipt(request), name));
            }
            var denied = denied(otherwise);
            return request.key() == null
                    ? Decision.replies(denied)
                    : Decision.replies(
                            denied, new Refused(at, receipt(request), null, denied.denial()));
        }
    }

    private static boolean isOf(Stored stored, Request request) {
        return stored.event().receipt().fingerprint().equals(Fingerprints.of(request.command()));
    }

    private static Denied denied(Refusal why) {
        return new Denied(Denial.of(why), false);
    }

    /** A refusal is an answer: it is written under the request's names, if it has any. */
    static Decision refuse(Request request, Instant at, Denial denial) {
        if (denial.why().kind() == Refusal.Kind.UNAVAILABLE) {
            return Decision.unwritten(new NotTaken(denial.why()));
        }
        var reply = new Denied(denial, false);
        var ownName = ownName(request);
        boolean nameless = request.key() == null && ownName == null;
        return nameless || !denial.why().isAnswer()
                ? Decision.unwritten(reply)
                : Decision.replies(reply, new Refused(at, receipt(request), ownName, denial));
    }
}
