package io.florin.simulation.promise;

import static io.florin.simulation.world.BrokenPromise.unless;

import io.florin.node.rules.Stored;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.wallet.Answer;
import io.florin.protocol.wallet.Answer.Direction;
import io.florin.protocol.wallet.Answer.OfHold;
import io.florin.protocol.wallet.Answer.OfJob;
import io.florin.protocol.wallet.Answer.OfMovement;
import io.florin.protocol.wallet.Answer.OfSettings;
import io.florin.protocol.wallet.Answer.OfTransfer;
import io.florin.protocol.wallet.Answer.OfWallet;
import io.florin.protocol.wallet.HoldFacts;
import io.florin.protocol.wallet.Names;
import io.florin.protocol.wallet.Permission;
import io.florin.protocol.wallet.Status;
import io.florin.protocol.wallet.TransferView;
import io.florin.protocol.wallet.TransferView.LegView;
import io.florin.protocol.wallet.TransferView.State;
import io.florin.protocol.wallet.WalletEvent.Debited;
import io.florin.protocol.wallet.WalletEvent.Deposited;
import io.florin.protocol.wallet.WalletEvent.Held;
import io.florin.protocol.wallet.WalletEvent.JobEnded;
import io.florin.protocol.wallet.WalletEvent.JobFoundOpen;
import io.florin.protocol.wallet.WalletEvent.JobSubmitted;
import io.florin.protocol.wallet.WalletEvent.Opened;
import io.florin.protocol.wallet.WalletEvent.Refunded;
import io.florin.protocol.wallet.WalletEvent.Refused;
import io.florin.protocol.wallet.WalletEvent.Released;
import io.florin.protocol.wallet.WalletEvent.Repeated;
import io.florin.protocol.wallet.WalletEvent.Returned;
import io.florin.protocol.wallet.WalletEvent.Settled;
import io.florin.protocol.wallet.WalletEvent.Updated;
import io.florin.protocol.wallet.WalletEvent.Withdrawn;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletReply.Denied;
import io.florin.protocol.wallet.WalletReply.Done;
import io.florin.protocol.wallet.WalletView;
import io.florin.simulation.wallet.SimulatedJournal;
import java.util.List;
import java.util.Objects;

/** Promise 2 towards clients: the one reply that the durable events allow. */
final class Facts {
    private final SimulatedJournal journal;
    private final Views views;

    Facts(SimulatedJournal journal, Views views) {
        this.journal = journal;
        this.views = views;
    }

    /** The reply to whoever asked for what this event decided; fails if that is not known yet. */
    WalletReply reply(WalletId id, Stored stored) {
        return switch (stored.event()) {
            case Opened e -> done(opened(id, stored.sequence(), e));
            case Updated e ->
                    done(
                            new OfSettings(
                                    id,
                                    e.debits(),
                                    e.credits(),
                                    e.status(),
                                    e.overdraft(),
                                    e.limits(),
                                    stored.sequence(),
                                    e.at()));
            case Deposited e ->
                    done(
                            new OfMovement(
                                    e.movement(),
                                    Direction.DEPOSIT,
                                    id,
                                    e.money(),
                                    e.account(),
                                    e.reference(),
                                    e.note(),
                                    e.at(),
                                    e.after().posted(),
                                    0,
                                    e.suspended()));
            case Withdrawn e ->
                    done(
                            new OfMovement(
                                    e.movement(),
                                    Direction.WITHDRAWAL,
                                    id,
                                    e.money(),
                                    e.account(),
                                    e.reference(),
                                    e.note(),
                                    e.at(),
                                    e.after().posted(),
                                    e.fee()));
            case Held e -> done(new OfHold(id, e.hold(), e.note(), null));
            case Released e -> done(new OfHold(id, e.hold(), null, null));
            case JobSubmitted e -> done(new OfJob(id, e.job(), false));
            case JobEnded e -> done(new OfJob(id, e.job(), false));
            case JobFoundOpen e -> done(new OfJob(id, e.job(), true));
            case Refunded e -> done(new OfTransfer(refund(id, e)));
            case Refused e -> new Denied(e.denial(), false);
            case Repeated e -> reply(id, meant(id, e));
            case Debited e -> transfer(id, e);
            default -> throw new AssertionError("answers nobody: " + stored);
        };
    }

    private Stored meant(WalletId id, Repeated repeated) {
        var stored = journal.stream(id).byRef(repeated.name());
        unless(stored != null, "nothing is stored as %s", repeated.name());
        return Objects.requireNonNull(stored);
    }

    private static WalletReply done(Answer answer) {
        return new Done(answer, false);
    }

    private static OfWallet opened(WalletId id, long sequence, Opened e) {
        return new OfWallet(
                new WalletView(
                        id,
                        e.owner(),
                        Status.OPEN,
                        Permission.ALLOWED,
                        Permission.ALLOWED,
                        e.overdraft(),
                        e.metadata(),
                        sequence,
                        List.of(),
                        e.at()));
    }

    private static TransferView refund(WalletId id, Refunded e) {
        return new TransferView(
                e.id(),
                e.account(),
                io.florin.protocol.transfer.TransferKind.REVERSAL,
                State.COMPLETED,
                e.money().asset(),
                e.money().minor(),
                List.of(new LegView(id, e.money().minor(), State.COMPLETED, null)),
                e.original(),
                e.note(),
                e.at(),
                e.at());
    }

    private WalletReply transfer(WalletId id, Debited debited) {
        var view = views.of(id, debited);
        unless(view.state() != State.PENDING, "answered before it has ended: %s", view);
        if (view.state() == State.RETURNED) {
            for (var leg : view.legs()) {
                if (leg.denial() != null) return new Denied(leg.denial(), false);
            }
        }
        return done(
                debited.capture() == null
                        ? new OfTransfer(view)
                        : new OfHold(
                                id, captured(id, debited, debited.capture().hold()), null, view));
    }

    /** A captured hold right after the capture was accepted. */
    private HoldFacts captured(WalletId id, Debited debited, HoldFacts before) {
        Leg leg = debited.legs().getFirst();
        if (!(leg.to() instanceof WalletId)) return before;
        var end = journal.stream(id).byRef(Names.end(debited.id(), 0));
        unless(end != null, "captured, but that is not written: %s", debited);
        return switch (end == null ? null : end.event()) {
            case Settled e when e.hold() != null -> e.hold();
            case Returned e when e.hold() != null -> e.hold();
            case null, default -> throw new AssertionError("not the end of a capture: " + end);
        };
    }
}
