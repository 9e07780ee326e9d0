package io.florin.simulation.wallet;

import io.florin.node.rules.PhrasedJobs;
import io.florin.protocol.account.Account;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.JobId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.OverdraftLimits;
import io.florin.protocol.wallet.OwnLimits;
import io.florin.protocol.wallet.Permission;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.SpendingLimits;
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
import io.florin.protocol.wallet.WalletEvent.Credited;
import io.florin.protocol.wallet.WalletEvent.Debited;
import io.florin.protocol.wallet.WalletEvent.LegConfirmed;
import io.florin.protocol.wallet.WalletEvent.Received;
import io.florin.protocol.wallet.WalletQuery;
import io.florin.simulation.wallet.Call.Asked;
import io.florin.simulation.wallet.Call.Order;
import io.florin.simulation.wallet.Call.Question;
import io.florin.simulation.world.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What clients come to want: everything that can be asked, mostly sensible, of few wallets, so that
 * they get in each other's way. Keys, ids and references are now and then used again, for the same
 * or for something else.
 */
public final class Wishes {
    private static final List<SystemAccount> ACCOUNTS =
            List.of(
                    SystemAccount.FEES,
                    new SystemAccount("@external:bank"),
                    new SystemAccount("@grants"));
    private static final String OWNER = "somebody";
    private static final String ANOTHER = "another";
    private static final String UNNAMED = "unnamed";

    private final Chance chance;
    private final SimulatedJournal journal;
    private final List<WalletId> wallets;
    private final List<Asset> assets;
    private int names;

    public Wishes(
            Chance chance, SimulatedJournal journal, List<WalletId> wallets, List<Asset> assets) {
        this.chance = chance;
        this.journal = journal;
        this.wallets = wallets;
        this.assets = assets;
    }

    /** Brings a wallet into being, with a right to overdraw now and then. */
    public Asked open() {
        return order(new Open(chance.oneIn(8) ? ANOTHER : OWNER, limits(), Map.of()));
    }

    public Asked deposit() {
        return order(
                new Deposit(
                        UNNAMED, money(1_000), account(), reference(), Note.NONE, chance.oneIn(4)));
    }

    /** Something to ask of the wallet. */
    public Asked next(WalletId wallet) {
        return switch (chance.below(23)) {
            case 0 -> new Question(new Inquiry(query(wallet), mustOwn()));
            case 1 -> open();
            case 2 -> order(update(wallet));
            case 3, 4 -> deposit();
            case 5 -> order(new Withdraw(UNNAMED, money(300), account(), reference(), Note.NONE));
            case 6, 7, 8 -> order(hold());
            case 9, 10, 11 -> order(capture(wallet));
            case 12 -> order(new Release(holdOf(wallet)));
            case 13, 14 -> order(reverse(wallet));
            case 15, 16 -> order(submit());
            case 17, 18 -> end(wallet);
            default -> order(transfer(wallet));
        };
    }

    private Order order(WalletCommand command) {
        boolean named =
                switch (command) {
                    case Transfer c -> c.given();
                    case Hold c -> c.given();
                    case SubmitJob c -> c.given();
                    case Deposit c -> c.reference() != null;
                    case Withdraw c -> c.reference() != null;
                    case Open _, Update _, Release _, EndJob _ -> true;
                    case Capture _, Reverse _ -> false;
                };
        var key = named && chance.oneIn(3) ? null : name("k");
        return new Order(new Request(key, command, terms()));
    }

    /** Now and then an app with limits and a price. */
    private Terms terms() {
        var owner = mustOwn();
        var caller = owner == null ? Terms.FREE : Terms.ofOwner(owner);
        return chance.oneIn(4) ? caller.withRules(spending(), "rules-1", chance.below(3)) : caller;
    }

    /** Some clients may touch their own wallets only, and ask for others' all the same. */
    private @Nullable String mustOwn() {
        return switch (chance.below(8)) {
            case 0 -> OWNER;
            case 1 -> ANOTHER;
            default -> null;
        };
    }

    private SpendingLimits spending() {
        return new SpendingLimits(chance.oneIn(2) ? null : amount(200), amount(20_000), null);
    }

    /** Usually new; sometimes one of the last few. */
    private String name(String prefix) {
        return prefix + (chance.oneIn(12) ? Math.max(0, names - chance.below(20)) : ++names);
    }

    private WalletQuery query(WalletId wallet) {
        return switch (chance.below(4)) {
            case 0 -> new WalletQuery.Look(false);
            case 1 -> new WalletQuery.Look(true);
            case 2 -> new WalletQuery.FindHold(holdOf(wallet));
            default -> new WalletQuery.FindTransfer(transferOf(wallet));
        };
    }

    private Update update(WalletId wallet) {
        boolean open = journal.stream(wallet).state().profile().isOpen();
        return switch (chance.below(6)) {
            case 0 -> new Update(Permission.BLOCKED, null, null, OverdraftLimits.NONE);
            case 1 -> new Update(null, Permission.BLOCKED, null, OverdraftLimits.NONE);
            case 2 -> new Update(null, null, open ? Status.CLOSED : Status.OPEN, limits());
            case 3 -> new Update(null, null, null, limits(), ownLimits());
            default ->
                    new Update(
                            Permission.ALLOWED,
                            Permission.ALLOWED,
                            open ? null : Status.OPEN,
                            OverdraftLimits.NONE);
        };
    }

    private OwnLimits ownLimits() {
        return chance.oneIn(3)
                ? OwnLimits.NONE
                : new OwnLimits(
                        Map.of(
                                chance.pick(assets),
                                chance.oneIn(3) ? SpendingLimits.NONE : spending()));
    }

    private Transfer transfer(WalletId wallet) {
        boolean given = chance.oneIn(3);
        var legs = new ArrayList<Leg>();
        int more = chance.oneIn(2) ? 0 : chance.below(4);
        for (int leg = 0; leg <= more; leg++) legs.add(new Leg(payee(wallet), amount(100)));
        return new Transfer(
                new TransferId(given ? name("t") : UNNAMED),
                given,
                chance.pick(assets),
                legs,
                chance.oneIn(more == 0 ? 6 : 2),
                Note.NONE);
    }

    private Account payee(WalletId payer) {
        if (chance.oneIn(6)) return account();
        var wallet = chance.pick(wallets);
        return wallet.equals(payer) && !chance.oneIn(10) ? chance.pick(wallets) : wallet;
    }

    private Hold hold() {
        boolean given = chance.oneIn(2);
        long seconds = chance.oneIn(10) ? chance.between(60, 5_000) : chance.between(1, 30);
        return new Hold(
                new HoldId(given ? name("h") : UNNAMED),
                given,
                money(200),
                chance.oneIn(4) ? null : Long.valueOf(seconds),
                Note.NONE);
    }

    private SubmitJob submit() {
        boolean given = chance.oneIn(2);
        var id = new JobId(given ? name("j") : UNNAMED);
        var spec = PhrasedJobs.spec(chance.oneIn(2) ? "u" + chance.below(3) : null);
        return new SubmitJob(id, given, spec, money(200), null);
    }

    /** Mostly as the node says it, without a key; an open job if there is one. */
    private Order end(WalletId wallet) {
        var open = List.copyOf(journal.stream(wallet).state().jobs().keySet());
        var job = open.isEmpty() || chance.oneIn(8) ? new JobId(name("j")) : chance.pick(open);
        var command = new EndJob(job, chance.oneIn(2) ? null : account());
        return chance.oneIn(6) ? order(command) : new Order(new Request(null, command));
    }

    private Capture capture(WalletId wallet) {
        return new Capture(
                holdOf(wallet),
                new TransferId(UNNAMED),
                chance.oneIn(3) ? null : Long.valueOf(amount(80)),
                payee(wallet),
                chance.oneIn(3));
    }

    /** An open hold if there is one. */
    private HoldId holdOf(WalletId wallet) {
        var open = List.copyOf(journal.stream(wallet).state().holds().keySet());
        return open.isEmpty() || chance.oneIn(8) ? new HoldId(name("h")) : chance.pick(open);
    }

    private TransferId transferOf(WalletId wallet) {
        var stream = journal.stream(wallet);
        for (int attempt = 0; attempt < 8 && stream.highest() > 0; attempt++) {
            var event = stream.event(chance.between(1, stream.highest()));
            if (event instanceof Debited debited) return debited.id();
        }
        return new TransferId(name("t"));
    }

    private Reverse reverse(WalletId wallet) {
        return new Reverse(
                new TransferId(UNNAMED),
                legOf(wallet),
                chance.oneIn(2) ? null : Long.valueOf(amount(60)),
                chance.oneIn(3),
                Note.NONE);
    }

    /** A leg that came here, or one that this wallet paid. */
    private LegName legOf(WalletId wallet) {
        var stream = journal.stream(wallet);
        for (int attempt = 0; attempt < 12 && stream.highest() > 0; attempt++) {
            var leg =
                    switch (stream.event(chance.between(1, stream.highest()))) {
                        case Credited e -> e.name();
                        case LegConfirmed e -> e.name();
                        case Received e -> e.name();
                        case Debited e ->
                                new LegName(wallet, e.id(), chance.below(e.legs().size()));
                        default -> null;
                    };
            if (leg != null) return leg;
        }
        return new LegName(chance.pick(wallets), new TransferId(name("t")), 0);
    }

    private Money money(int usual) {
        return new Money(chance.pick(assets), amount(usual));
    }

    private long amount(int usual) {
        if (chance.oneIn(60)) return Money.MAX_MINOR - chance.below(1_000);
        return chance.between(1, usual);
    }

    private SystemAccount account() {
        return chance.pick(ACCOUNTS);
    }

    private @Nullable String reference() {
        return chance.oneIn(3) ? name("r") : null;
    }

    private OverdraftLimits limits() {
        return chance.oneIn(3)
                ? new OverdraftLimits(Map.of(chance.pick(assets), chance.between(0, 300)))
                : OverdraftLimits.NONE;
    }
}
