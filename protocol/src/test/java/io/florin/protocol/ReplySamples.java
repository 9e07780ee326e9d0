package io.florin.protocol;

import io.florin.protocol.account.Note;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.Answer;
import io.florin.protocol.wallet.Permission;
import io.florin.protocol.wallet.Status;
import io.florin.protocol.wallet.TransferView;
import io.florin.protocol.wallet.WalletReply;
import io.florin.protocol.wallet.WalletView;
import java.util.List;
import java.util.stream.Stream;

/** What wallets reply, at random, one of every kind at a time. */
public final class ReplySamples {
    private final Samples some;

    public ReplySamples(long seed) {
        some = new Samples(seed);
    }

    /** Every answer, and every reply that is none. */
    public List<WalletReply> oneOfEach() {
        Stream<WalletReply> answered =
                answers().stream().map(answer -> new WalletReply.Done(answer, some.flag()));
        return Stream.concat(
                        answered,
                        Stream.of(
                                new WalletReply.Denied(some.denial(), some.flag()),
                                new WalletReply.NotTaken(some.one(Refusal.class)),
                                new WalletReply.InDoubt()))
                .toList();
    }

    public List<Answer> answers() {
        return List.of(
                new Answer.OfWallet(wallet()),
                new Answer.OfSettings(
                        some.wallet(),
                        some.one(Permission.class),
                        some.one(Permission.class),
                        some.one(Status.class),
                        some.limits(),
                        some.ownLimits(),
                        some.amount(),
                        some.time()),
                new Answer.OfMovement(
                        some.id(),
                        some.one(Answer.Direction.class),
                        some.wallet(),
                        some.money(),
                        some.system(),
                        some.maybe(() -> some.text(1, 255)),
                        some.note(),
                        some.time(),
                        some.signed(),
                        some.fee(),
                        some.flag()),
                new Answer.OfTransfer(transfer()),
                new Answer.OfRefusedTransfer(
                        some.wallet(), some.transfer(), some.denial(), some.time()),
                new Answer.OfHold(
                        some.wallet(),
                        some.holdFacts(),
                        some.flag() ? Note.NONE : some.maybe(some::note),
                        some.maybe(this::transfer)),
                new Answer.OfJob(some.wallet(), some.jobFacts(), some.flag()));
    }

    private WalletView wallet() {
        return new WalletView(
                some.wallet(),
                some.text(0, 255),
                some.one(Status.class),
                some.one(Permission.class),
                some.one(Permission.class),
                some.limits(),
                some.ownLimits(),
                new Note(null, some.metadata()).metadata(),
                some.amount(),
                some.some(0, 5, this::assetView),
                some.time());
    }

    private WalletView.AssetView assetView() {
        return new WalletView.AssetView(
                some.asset(), some.signed(), some.flag() ? 0 : some.amount(), some.signed());
    }

    private TransferView transfer() {
        return new TransferView(
                some.transfer(),
                some.account(),
                some.one(TransferKind.class),
                some.one(TransferView.State.class),
                some.asset(),
                some.amount(),
                some.some(1, 5, this::legView),
                some.maybe(some::legName),
                some.note(),
                some.time(),
                some.maybe(some::time),
                some.fee());
    }

    private TransferView.LegView legView() {
        return new TransferView.LegView(
                some.account(),
                some.amount(),
                some.one(TransferView.State.class),
                some.maybe(some::denial));
    }
}
