package io.florin.node.serialization;

import io.florin.node.rules.NameCache;
import io.florin.node.rules.OpenHold;
import io.florin.node.rules.OpenJob;
import io.florin.node.rules.OpenTransfer;
import io.florin.node.rules.OpenTransfer.Arrived;
import io.florin.node.rules.OpenTransfer.CameBack;
import io.florin.node.rules.OpenTransfer.Decided;
import io.florin.node.rules.OpenTransfer.LegEnd;
import io.florin.node.rules.Position;
import io.florin.node.rules.Profile;
import io.florin.node.rules.ReceivedLeg;
import io.florin.node.rules.Spent;
import io.florin.node.rules.Wallet;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.JobId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.Balance;
import io.florin.protocol.wallet.Fingerprint;
import io.florin.protocol.wallet.HoldFacts;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.JobFacts;
import io.florin.protocol.wallet.OverdraftLimits;
import io.florin.protocol.wallet.OwnLimits;
import io.florin.protocol.wallet.Permission;
import io.florin.protocol.wallet.Receipt;
import io.florin.protocol.wallet.SpendingLimits;
import io.florin.protocol.wallet.Status;
import io.florin.protocol.wallet.WalletEvent.Debited;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/** States whose bytes are frozen in files: each part of a state once. */
final class GoldenWallets {
    static final int NAME_CAPACITY = 4;

    private static final Instant AT = Instant.parse("2025-11-21T10:20:30.123456Z");
    private static final Asset USD = new Asset("USD");
    private static final WalletId ANN = new WalletId("default", "ann");
    private static final WalletId BOB = new WalletId("default", "bob");
    private static final Note NOTE = new Note("für Ann 😀", Map.of("order", "42"));
    private static final Denial CLOSED = Denial.of(Refusal.DESTINATION_CLOSED);
    private static final HoldFacts HOLD =
            new HoldFacts(new HoldId("h1"), HoldFacts.State.HELD, USD, 100, 10, 20, 30, AT, AT);

    private static final JobFacts JOB =
            JobFacts.open(new JobId("j1"), new Money(USD, 6), AT, "rules-1", null);

    private static final Spent SPENT = new Spent(20_413, 25, 1_000);

    private GoldenWallets() {}

    /** The same wallet as generation s2 knew it. */
    static Wallet withoutJobs(Wallet wallet) {
        return new Wallet(
                wallet.id(),
                wallet.version(),
                wallet.lastAt(),
                wallet.profile(),
                wallet.positions(),
                wallet.transfers(),
                wallet.holds(),
                HashTreePMap.empty(),
                wallet.received(),
                wallet.names());
    }

    /** The same wallet as generation s1 knew it. */
    static Wallet withoutLimits(Wallet wallet) {
        var profile = wallet.profile();
        var positions = wallet.positions();
        for (var asset : wallet.positions().keySet()) {
            positions = positions.plus(asset, new Position(-5, 6, 7, 8, Spent.NOTHING));
        }
        return new Wallet(
                wallet.id(),
                wallet.version(),
                wallet.lastAt(),
                new Profile(
                        profile.status(),
                        profile.owner(),
                        profile.createdAt(),
                        profile.debits(),
                        profile.credits(),
                        profile.overdraft(),
                        OwnLimits.NONE,
                        profile.metadata()),
                positions,
                wallet.transfers(),
                wallet.holds(),
                HashTreePMap.empty(),
                wallet.received(),
                wallet.names());
    }

    static Wallet least() {
        return Wallet.absent(ANN, NAME_CAPACITY);
    }

    static Wallet confirming() {
        var ended = HashTreePMap.<Integer, LegEnd>singleton(0, new Arrived(AT));
        return full(OpenHold.Stage.CLOSING, ended, new Decided(AT, 0, null));
    }

    static Wallet cancelling() {
        var ended = HashTreePMap.<Integer, LegEnd>singleton(1, new CameBack(AT, CLOSED));
        return full(OpenHold.Stage.CLOSED, ended, new Decided(AT, 1, CLOSED));
    }

    private static Wallet full(
            OpenHold.Stage stage, PMap<Integer, LegEnd> ended, @Nullable Decided decided) {
        var debited = debited();
        var name = new LegName(BOB, new TransferId("t2"), 7);
        var received = new ReceivedLeg(TransferKind.REVERSAL, new Money(USD, 5), NOTE);
        return new Wallet(
                ANN,
                123_456,
                AT,
                profile(),
                TreePMap.singleton(USD, new Position(-5, 6, 7, 8, SPENT)),
                HashTreePMap.singleton(debited.id(), new OpenTransfer(debited, ended, decided)),
                HashTreePMap.singleton(HOLD.id(), new OpenHold(HOLD, NOTE, stage)),
                HashTreePMap.singleton(JOB.id(), new OpenJob(JOB, "u1")),
                HashTreePMap.singleton(name, received),
                names());
    }

    private static Profile profile() {
        return new Profile(
                Status.CLOSED,
                "Ann",
                AT,
                Permission.BLOCKED,
                Permission.BLOCKED,
                new OverdraftLimits(Map.of(USD, 500L)),
                new OwnLimits(Map.of(USD, new SpendingLimits(0L, null, 7_000L))),
                NOTE.metadata());
    }

    private static Debited debited() {
        return new Debited(
                AT,
                new Receipt("key 1", new Fingerprint(1, 2), Receipt.FORMAT),
                new TransferId("t1"),
                TransferKind.TRANSFER,
                USD,
                List.of(new Leg(BOB, 3), new Leg(BOB.sibling("cid"), 4)),
                true,
                null,
                null,
                false,
                NOTE,
                new Balance(-5, 6),
                0);
    }

    /** Six names in a cache of four: the oldest two are gone, and it knows. */
    private static NameCache names() {
        return NameCache.empty(NAME_CAPACITY)
                .with("key 1", "t/t1")
                .with("key 2", "t/t2")
                .with(null, "h/h1")
                .with("key 3", null);
    }
}
