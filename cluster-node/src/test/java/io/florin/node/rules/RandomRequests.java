package io.florin.node.rules;

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
import io.florin.protocol.wallet.OverdraftLimits;
import io.florin.protocol.wallet.OwnLimits;
import io.florin.protocol.wallet.Permission;
import io.florin.protocol.wallet.Request;
import io.florin.protocol.wallet.SpendingLimits;
import io.florin.protocol.wallet.Status;
import io.florin.protocol.wallet.Terms;
import io.florin.protocol.wallet.WalletCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Requests by the thousand from one seed: to few wallets, in few assets, with names that meet each
 * other, and repeats of what was asked before, with the same facts or with others.
 */
final class RandomRequests {
    /** A request to a wallet. */
    record Call(WalletId wallet, Request request) {}

    static final List<WalletId> WALLETS =
            IntStream.range(0, 6).mapToObj(i -> new WalletId("app", "w" + i)).toList();
    private static final List<Asset> ASSETS =
            List.of(new Asset("USD"), new Asset("USD"), new Asset("THB"), new Asset("STAR"));
    private static final List<SystemAccount> SYSTEM =
            List.of(new SystemAccount("@fees"), new SystemAccount("@external:bank"));

    private final Random random;
    private final boolean extreme;
    private final PaperBank paper;
    private final List<Call> calls = new ArrayList<>();
    private int made;
    private WalletId sweeping = WALLETS.getFirst();
    private int sweeps;

    /**
     * {@code extreme}: amounts near the bounds come too; {@code paper}: where balances are peeked
     * at, so that now and then a wallet can be emptied and closed.
     */
    RandomRequests(long seed, boolean extreme, PaperBank paper) {
        random = new Random(seed);
        this.extreme = extreme;
        this.paper = paper;
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    Call next() {
        var call = calls.isEmpty() || !oneIn(5) ? fresh() : again(pick(calls));
        calls.add(call);
        return call;
    }

    private Call fresh() {
        if (sweeps == 0 && oneIn(30)) {
            sweeping = pick(WALLETS);
            sweeps = 9;
        }
        var wallet = sweeps > 0 ? sweeping : pick(WALLETS);
        var command = sweeps > 0 ? sweep(paper.wallet(wallet)) : command(paper.wallet(wallet));
        // The last wallet stays unopened for long.
        boolean opens = command instanceof WalletCommand.Open;
        if (opens && wallet.equals(WALLETS.getLast()) && !oneIn(10)) wallet = WALLETS.getFirst();
        return new Call(wallet, new Request("k" + made++, command, terms()));
    }

    /** Now and then an app with limits and a price. */
    private Terms terms() {
        if (!oneIn(4)) return Terms.FREE;
        return Terms.FREE.withRules(spending(), "rules-" + below(3), below(5));
    }

    private SpendingLimits spending() {
        return new SpendingLimits(
                oneIn(2) ? null : 20L + below(60),
                oneIn(2) ? null : 100L + below(400),
                oneIn(2) ? null : 500L + below(3_000));
    }

    private OwnLimits ownLimits() {
        return oneIn(4) ? new OwnLimits(Map.of(pick(ASSETS), spending())) : OwnLimits.NONE;
    }

    /** One step towards closing a wallet. */
    private WalletCommand sweep(PaperWallet wallet) {
        if (sweeps-- == 9) return update(Permission.ALLOWED, Permission.ALLOWED, null);
        for (var hold : wallet.holds.entrySet()) {
            if (hold.getValue().remaining > 0) return new WalletCommand.Release(hold.getKey());
        }
        for (var job : wallet.jobs.entrySet()) {
            if (job.getValue().open) return new WalletCommand.EndJob(job.getKey(), null);
        }
        for (var posted : wallet.posted.entrySet()) {
            long minor = posted.getValue();
            if (minor == 0) continue;
            var money = new Money(posted.getKey(), Math.abs(minor));
            return minor > 0
                    ? new WalletCommand.Withdraw(
                            "m" + made++, money, SYSTEM.getFirst(), null, Note.NONE)
                    : new WalletCommand.Deposit(
                            "m" + made++, money, SYSTEM.getFirst(), null, Note.NONE);
        }
        sweeps = 0;
        return update(null, null, Status.CLOSED);
    }

    /** The same again; under another key; or another request under the same key. */
    private Call again(Call call) {
        var request = call.request();
        return switch (random.nextInt(4)) {
            case 0 -> new Call(call.wallet(), new Request("k" + made++, retried(request)));
            case 1 ->
                    new Call(
                            call.wallet(),
                            new Request(request.key(), command(paper.wallet(call.wallet()))));
            case 2 -> new Call(call.wallet(), new Request(request.key(), retried(request)));
            default -> call;
        };
    }

    /** As another edge would say it: with other ids where the caller gave none. */
    private WalletCommand retried(Request request) {
        var id = new TransferId("s" + made++);
        return switch (request.command()) {
            case WalletCommand.Transfer c when !c.given() ->
                    new WalletCommand.Transfer(
                            id, false, c.asset(), c.legs(), c.allOrNothing(), c.note());
            case WalletCommand.Hold c when !c.given() ->
                    new WalletCommand.Hold(
                            new HoldId(id.value()),
                            false,
                            c.money(),
                            c.expiresInSeconds(),
                            c.note());
            case WalletCommand.Capture c ->
                    new WalletCommand.Capture(c.hold(), id, c.amount(), c.to(), c.last());
            case WalletCommand.Reverse c ->
                    new WalletCommand.Reverse(id, c.original(), c.amount(), c.forced(), c.note());
            case WalletCommand.SubmitJob c when !c.given() ->
                    new WalletCommand.SubmitJob(
                            new JobId(id.value()), false, c.spec(), c.price(), c.replays());
            case WalletCommand.Transfer _,
                    WalletCommand.Hold _,
                    WalletCommand.Open _,
                    WalletCommand.Update _,
                    WalletCommand.Deposit _,
                    WalletCommand.Withdraw _,
                    WalletCommand.Release _,
                    WalletCommand.SubmitJob _,
                    WalletCommand.EndJob _ ->
                    request.command();
        };
    }

    private WalletCommand command(PaperWallet wallet) {
        return switch (random.nextInt(29)) {
            case 0, 1 -> new WalletCommand.Open("owner", limits(), Map.of());
            case 2, 3 -> update();
            case 4, 5, 6, 7 ->
                    new WalletCommand.Deposit(
                            "m" + made++, money(), pick(SYSTEM), reference(), Note.NONE);
            case 8, 9 ->
                    new WalletCommand.Withdraw(
                            "m" + made++, money(), pick(SYSTEM), reference(), Note.NONE);
            case 10, 11, 12, 13, 14 -> transfer();
            case 15, 16, 17 ->
                    new WalletCommand.Hold(
                            new HoldId("h" + below(60)), true, money(), seconds(), Note.NONE);
            case 18, 19 ->
                    new WalletCommand.Capture(
                            hold(wallet),
                            new TransferId("s" + made++),
                            amountOrAll(),
                            account(),
                            oneIn(3));
            case 20 -> new WalletCommand.Release(hold(wallet));
            case 21, 22 -> submit();
            case 23, 24, 25 ->
                    new WalletCommand.EndJob(job(wallet), oneIn(2) ? null : pick(SYSTEM));
            default ->
                    new WalletCommand.Reverse(
                            new TransferId("s" + made++),
                            leg(wallet),
                            amountOrAll(),
                            oneIn(3),
                            Note.NONE);
        };
    }

    private WalletCommand update() {
        return switch (random.nextInt(7)) {
            case 0 -> update(null, null, Status.CLOSED);
            case 1, 2 -> update(null, null, Status.OPEN);
            case 3 -> update(Permission.BLOCKED, null, null);
            case 4 -> update(Permission.ALLOWED, Permission.ALLOWED, null);
            case 5 -> update(null, Permission.BLOCKED, null);
            default -> update(Permission.ALLOWED, Permission.ALLOWED, Status.OPEN);
        };
    }

    private WalletCommand update(
            @Nullable Permission debits, @Nullable Permission credits, @Nullable Status status) {
        return new WalletCommand.Update(debits, credits, status, limits(), ownLimits());
    }

    private WalletCommand transfer() {
        var legs = new ArrayList<Leg>();
        int most = oneIn(2) ? 1 : 4;
        for (int i = 0; i <= below(most); i++) legs.add(new Leg(account(), amount()));
        boolean given = oneIn(2);
        var id = new TransferId(given ? "t" + below(200) : "s" + made++);
        if (given && oneIn(20)) id = new TransferId("s" + below(made + 1)); // one of the server's
        return new WalletCommand.Transfer(id, given, pick(ASSETS), legs, oneIn(3), Note.NONE);
    }

    private WalletCommand submit() {
        boolean given = oneIn(2);
        var id = new JobId(given ? "j" + below(60) : "s" + made++);
        var spec = PhrasedJobs.spec(oneIn(2) ? "u" + below(3) : null);
        return new WalletCommand.SubmitJob(id, given, spec, money(), null);
    }

    private JobId job(PaperWallet wallet) {
        var known = List.copyOf(wallet.jobs.keySet());
        return known.isEmpty() || oneIn(10) ? new JobId("j" + below(60)) : pick(known);
    }

    private HoldId hold(PaperWallet wallet) {
        var known = List.copyOf(wallet.holds.keySet());
        return known.isEmpty() || oneIn(10) ? new HoldId("h" + below(60)) : pick(known);
    }

    /** One that the wallet was credited with or has paid, mostly; or some leg, or none. */
    private LegName leg(PaperWallet wallet) {
        var known = List.copyOf(wallet.legs.keySet());
        if (!known.isEmpty() && !oneIn(8)) return pick(known);
        return new LegName(pick(WALLETS), new TransferId("t" + below(200)), below(3));
    }

    private OverdraftLimits limits() {
        if (!oneIn(3)) return OverdraftLimits.NONE;
        long limit = extreme && oneIn(4) ? Money.MAX_MINOR : below(50);
        return new OverdraftLimits(Map.of(pick(ASSETS), limit));
    }

    private Account account() {
        return oneIn(4) ? pick(SYSTEM) : pick(WALLETS);
    }

    private Money money() {
        return new Money(pick(ASSETS), amount());
    }

    private long amount() {
        if (!extreme || !oneIn(4)) return 1L + below(60);
        return oneIn(2) ? Money.MAX_MINOR - below(40) : Money.MAX_MINOR / 2 + below(40);
    }

    private @Nullable Long amountOrAll() {
        return oneIn(3) ? null : Long.valueOf(1 + below(40));
    }

    private @Nullable Long seconds() {
        if (oneIn(2)) return null;
        return oneIn(4) ? 3_600L * (1 + below(48)) : Long.valueOf(1 + below(60));
    }

    private @Nullable String reference() {
        return oneIn(4) ? "r" + below(40) : null;
    }

    private <T> T pick(List<T> list) {
        return list.get(below(list.size()));
    }
}
