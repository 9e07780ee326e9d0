package io.florin.protocol;

import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.Permission;
import io.florin.protocol.wallet.Status;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletEvent.Cancelled;
import io.florin.protocol.wallet.WalletEvent.Capture;
import io.florin.protocol.wallet.WalletEvent.Confirmed;
import io.florin.protocol.wallet.WalletEvent.CreditRefused;
import io.florin.protocol.wallet.WalletEvent.Credited;
import io.florin.protocol.wallet.WalletEvent.Debited;
import io.florin.protocol.wallet.WalletEvent.Deposited;
import io.florin.protocol.wallet.WalletEvent.Held;
import io.florin.protocol.wallet.WalletEvent.JobEnded;
import io.florin.protocol.wallet.WalletEvent.JobFoundOpen;
import io.florin.protocol.wallet.WalletEvent.JobSubmitted;
import io.florin.protocol.wallet.WalletEvent.LegCancelled;
import io.florin.protocol.wallet.WalletEvent.LegConfirmed;
import io.florin.protocol.wallet.WalletEvent.Opened;
import io.florin.protocol.wallet.WalletEvent.Received;
import io.florin.protocol.wallet.WalletEvent.Refunded;
import io.florin.protocol.wallet.WalletEvent.Refused;
import io.florin.protocol.wallet.WalletEvent.Released;
import io.florin.protocol.wallet.WalletEvent.Repeated;
import io.florin.protocol.wallet.WalletEvent.Returned;
import io.florin.protocol.wallet.WalletEvent.ReversalCounted;
import io.florin.protocol.wallet.WalletEvent.Settled;
import io.florin.protocol.wallet.WalletEvent.Updated;
import io.florin.protocol.wallet.WalletEvent.Withdrawn;
import java.util.List;

/** Events at random, one of every kind at a time. */
public final class EventSamples {
    private final Samples some;

    public EventSamples(long seed) {
        some = new Samples(seed);
    }

    /** One of each kind; a test holds the list against the sealed type. */
    public List<WalletEvent> oneOfEach() {
        return List.of(
                new Opened(
                        some.time(),
                        some.receipt(),
                        some.text(1, 255),
                        some.limits(),
                        some.metadata()),
                updated(),
                deposited(),
                withdrawn(),
                new Refused(some.time(), some.receipt(), some.maybe(some::id), some.denial()),
                new Repeated(some.time(), some.receipt(), some.id()),
                debited(),
                new Confirmed(
                        some.time(),
                        some.transfer(),
                        some.asset(),
                        some.some(0, 9, some::leg),
                        some.maybe(some::schedule)),
                cancelled(),
                settled(),
                returned(),
                refunded(),
                new ReversalCounted(
                        some.time(), some.legName(), 1 + some.number(999_999), some.amount()),
                credited(),
                new CreditRefused(some.time(), some.legName(), some.money(), some.denial()),
                new Received(some.time(), some.legName(), kind(), some.money(), some.note()),
                new LegConfirmed(
                        some.time(),
                        some.legName(),
                        kind(),
                        some.money(),
                        some.note(),
                        some.balance()),
                new LegCancelled(some.time(), some.legName(), some.flag()),
                new Held(
                        some.time(), some.receipt(), some.holdFacts(), some.note(), some.balance()),
                released(),
                new JobSubmitted(
                        some.time(),
                        some.receipt(),
                        some.jobFacts(),
                        some.jobSpec(),
                        some.balance(),
                        some.maybe(some::trace)),
                new JobEnded(some.time(), some.receipt(), some.jobFacts(), some.balance()),
                new JobFoundOpen(
                        some.time(), some.receipt(), some.maybe(some::id), some.jobFacts()));
    }

    private TransferKind kind() {
        return some.one(TransferKind.class);
    }

    private Updated updated() {
        return new Updated(
                some.time(),
                some.receipt(),
                some.one(Permission.class),
                some.one(Permission.class),
                some.one(Status.class),
                some.limits(),
                some.ownLimits());
    }

    private Deposited deposited() {
        return new Deposited(
                some.time(),
                some.receipt(),
                some.id(),
                some.money(),
                some.system(),
                some.maybe(() -> some.text(1, 255)),
                some.note(),
                some.balance(),
                some.flag());
    }

    private Withdrawn withdrawn() {
        return new Withdrawn(
                some.time(),
                some.receipt(),
                some.id(),
                some.money(),
                some.system(),
                some.maybe(() -> some.text(1, 255)),
                some.note(),
                some.balance(),
                some.fee());
    }

    private Debited debited() {
        return new Debited(
                some.time(),
                some.receipt(),
                some.transfer(),
                kind(),
                some.asset(),
                some.legs(),
                some.flag(),
                some.maybe(() -> new Capture(some.holdFacts(), some.flag(), some.signed())),
                some.maybe(some::legName),
                some.flag(),
                some.note(),
                some.balance(),
                some.fee());
    }

    private Cancelled cancelled() {
        return new Cancelled(
                some.time(),
                some.transfer(),
                some.money(),
                some.number(100),
                some.denial(),
                some.balance(),
                some.maybe(some::schedule));
    }

    private Settled settled() {
        return new Settled(
                some.time(),
                some.transfer(),
                some.number(100),
                some.time(),
                some.maybe(some::holdFacts),
                some.flag() ? 0 : some.amount(),
                some.money(),
                some.balance());
    }

    private Returned returned() {
        return new Returned(
                some.time(),
                some.transfer(),
                some.number(100),
                some.denial(),
                some.maybe(some::holdFacts),
                some.money(),
                some.balance(),
                some.maybe(some::schedule));
    }

    private Refunded refunded() {
        return new Refunded(
                some.time(),
                some.receipt(),
                some.transfer(),
                some.legName(),
                some.system(),
                some.money(),
                some.note(),
                some.balance());
    }

    private Credited credited() {
        return new Credited(
                some.time(),
                some.legName(),
                kind(),
                some.money(),
                some.note(),
                some.flag(),
                some.balance());
    }

    private Released released() {
        return new Released(
                some.time(),
                some.receipt(),
                some.holdFacts(),
                some.flag() ? 0 : some.amount(),
                some.balance());
    }
}
