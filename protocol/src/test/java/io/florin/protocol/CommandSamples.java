package io.florin.protocol;

import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.PeerMessage;
import io.florin.protocol.wallet.Permission;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.Status;
import io.florin.protocol.wallet.Terms;
import io.florin.protocol.wallet.WalletCommand;
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
import io.florin.protocol.wallet.WalletQuery;
import java.util.List;

/** What wallets are asked, at random, one of every kind at a time. */
public final class CommandSamples {
    private final Samples some;

    public CommandSamples(long seed) {
        some = new Samples(seed);
    }

    public List<WalletCommand> oneOfEach() {
        return List.of(
                new Open(some.text(1, 255), some.limits(), some.metadata()),
                new Update(
                        some.maybe(() -> some.one(Permission.class)),
                        some.maybe(() -> some.one(Permission.class)),
                        some.maybe(() -> some.flag() ? Status.OPEN : Status.CLOSED),
                        some.limits(),
                        some.ownLimits()),
                new Deposit(
                        some.id(),
                        some.money(),
                        some.system(),
                        some.maybe(() -> some.text(1, 255)),
                        some.note(),
                        some.flag()),
                new Withdraw(
                        some.id(),
                        some.money(),
                        some.system(),
                        some.maybe(() -> some.text(1, 255)),
                        some.note()),
                new Transfer(
                        some.transfer(),
                        some.flag(),
                        some.asset(),
                        some.legs(),
                        some.flag(),
                        some.note()),
                new Hold(
                        some.hold(),
                        some.flag(),
                        some.money(),
                        some.maybe(() -> 1L + some.number(315_360_000)),
                        some.note()),
                new Capture(
                        some.hold(),
                        some.transfer(),
                        some.maybe(some::amount),
                        some.account(),
                        some.flag()),
                new Release(some.hold()),
                new Reverse(
                        some.transfer(),
                        some.legName(),
                        some.maybe(some::amount),
                        some.flag(),
                        some.note()),
                new SubmitJob(
                        some.job(),
                        some.flag(),
                        some.jobSpec(),
                        some.money(),
                        some.maybe(some::job)),
                new EndJob(some.job(), some.maybe(some::system)));
    }

    public List<Request> requests() {
        return oneOfEach().stream()
                .map(command ->
                        new Request(
                                some.maybe(some::key),
                                command,
                                terms(command),
                                some.maybe(some::trace)))
                .toList();
    }

    /** No fee where there is no room for its leg. */
    private Terms terms(WalletCommand command) {
        boolean full =
                command instanceof Transfer transfer && transfer.legs().size() == Leg.MAX_LEGS;
        return new Terms(
                some.maybe(some::id),
                some.spending(),
                some.maybe(some::schedule),
                full ? 0 : some.fee());
    }

    public List<WalletQuery> queries() {
        return List.of(
                new WalletQuery.Look(some.flag()),
                new WalletQuery.FindTransfer(some.transfer()),
                new WalletQuery.FindHold(some.hold()));
    }

    public List<PeerMessage> peerMessages() {
        return List.of(
                new PeerMessage.Credit(
                        some.wallet(),
                        some.legName(),
                        some.one(TransferKind.class),
                        some.money(),
                        some.note(),
                        some.flag()),
                new PeerMessage.Confirm(some.wallet(), some.legName()),
                new PeerMessage.Cancel(some.wallet(), some.legName()),
                new PeerMessage.Accepted(some.legName(), some.time()),
                new PeerMessage.Declined(some.legName(), some.denial()),
                new PeerMessage.LegSpendable(some.legName(), some.time()),
                new PeerMessage.LegForgotten(some.legName(), some.time()));
    }
}
