package io.florin.node.rules;

import static io.florin.protocol.money.Money.MAX_MINOR;

import io.florin.node.rules.PaperWallet.PaperHold;
import io.florin.node.rules.PaperWallet.PaperLeg;
import io.florin.node.rules.PaperWallet.Remembered;
import io.florin.protocol.account.Account;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.wallet.HoldId;
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
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The bank on paper, an oracle: what DESIGN.md section 3 says of wallets whose messages arrive at
 * once, done in one go and in place. No events, no messages, nothing open: a transfer happens or it
 * does not. It shares the vocabulary with the rules, and not a line.
 */
final class PaperBank {
    /** A wallet said no. */
    private static final class No extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final Refusal why;

        No(Refusal why) {
            super(why.name(), null, false, false);
            this.why = why;
        }
    }

    /**
     * {@code refusal}: null is done; {@code asked}: what was asked for the first time, or again.
     */
    record Outcome(@Nullable Refusal refusal, boolean again, @Nullable Remembered asked) {}

    private final int maxHolds;
    final int maxJobs;
    private final int maxAssets;
    final Map<WalletId, PaperWallet> wallets = new HashMap<>();
    final Map<String, Long> system = new TreeMap<>();
    Instant now = Instant.EPOCH;
    private boolean begun;

    PaperBank(int maxHolds, int maxAssets) {
        this.maxHolds = maxHolds;
        this.maxJobs = maxHolds;
        this.maxAssets = maxAssets;
    }

    PaperWallet wallet(WalletId id) {
        return wallets.computeIfAbsent(id, PaperWallet::new);
    }

    Outcome execute(WalletId id, Request request, Instant at) {
        now = at;
        wallets.values().forEach(wallet -> wallet.pass(now));
        var wallet = wallet(id);
        var asked = PaperNames.withoutMadeUpIds(request.command());
        for (var name : PaperNames.of(request).entrySet()) {
            var before = wallet.names.get(name.getKey());
            if (before == null) continue;
            boolean same = before.asked().equals(asked);
            var what = same ? before : new Remembered(asked, name.getValue());
            if (request.key() != null) wallet.names.putIfAbsent("key " + request.key(), what);
            return new Outcome(what.outcome(), same, same ? before : null);
        }
        begun = false;
        Refusal refusal = null;
        try {
            perform(wallet, request.command(), request.terms());
        } catch (No no) {
            refusal = no.why;
        }
        var remembered = new Remembered(asked, refusal);
        if (refusal != Refusal.BUSY) remember(wallet, request, remembered);
        return new Outcome(refusal, false, remembered);
    }

    /** A refused deposit does not use up its reference, nor a refused end its job. */
    private void remember(PaperWallet wallet, Request request, Remembered what) {
        for (var name : PaperNames.of(request).keySet()) {
            boolean refused = what.outcome() != null;
            if (!refused || !PaperNames.isUsedUpByWhatIsDone(name)) wallet.names.put(name, what);
        }
        if (begun) PaperNames.begun(request.command(), what, wallet.names);
    }

    static void unless(boolean right, Refusal why) {
        if (!right) throw new No(why);
    }

    private void perform(PaperWallet wallet, WalletCommand command, Terms terms) {
        boolean reopens = command instanceof Update u && u.status() == Status.OPEN;
        if (command instanceof Open) {
            unless(wallet.status == Status.ABSENT, Refusal.WALLET_EXISTS);
        } else {
            unless(wallet.status != Status.ABSENT, Refusal.WALLET_NOT_FOUND);
            boolean never = command instanceof Release || command instanceof EndJob;
            unless(wallet.status == Status.OPEN || reopens || never, Refusal.WALLET_CLOSED);
        }
        switch (command) {
            case Open c -> {
                wallet.status = Status.OPEN;
                wallet.limits.putAll(c.overdraft().byAsset());
            }
            case Update c -> update(wallet, c);
            case Deposit c -> {
                unless(wallet.credits == Permission.ALLOWED, Refusal.CREDITS_BLOCKED);
                unless(fits(wallet, c.money()), Refusal.BALANCE_OUT_OF_BOUNDS);
                unless(hasRoom(wallet, c.money().asset()), Refusal.ASSETS_EXHAUSTED);
                pay(c.account(), wallet, c.money().asset(), c.money().minor());
            }
            case Withdraw c -> {
                var money = c.money();
                debit(wallet, money, terms.fee(), terms.limits());
                pay(wallet, c.account(), money.asset(), money.minor());
                pay(wallet, SystemAccount.FEES, money.asset(), terms.fee());
                wallet.spending.send(money.asset(), money.minor(), now);
            }
            case Transfer c -> transfer(wallet, c, terms);
            case Hold c -> hold(wallet, c, terms);
            case Capture c -> capture(wallet, c);
            case Release c -> openHold(wallet, c.hold()).free();
            case Reverse c -> reverse(wallet, c);
            case SubmitJob c -> begun = PaperJobs.submit(this, wallet, c, terms);
            case EndJob c -> PaperJobs.end(this, wallet, c);
        }
    }

    private static void update(PaperWallet wallet, Update c) {
        boolean closes = c.status() == Status.CLOSED;
        unless(!closes || wallet.isEmpty(), Refusal.WALLET_NOT_EMPTY);
        if (c.status() != null) wallet.status = c.status();
        if (c.debits() != null) wallet.debits = c.debits();
        if (c.credits() != null) wallet.credits = c.credits();
        wallet.limits.putAll(c.overdraft().byAsset());
        wallet.spending.own.putAll(c.limits().byAsset());
    }

    void debit(PaperWallet wallet, Money money, long fee, SpendingLimits limits) {
        debit(wallet, money.asset(), money.minor(), fee, limits);
    }

    private void debit(
            PaperWallet wallet, Asset asset, long sent, long fee, SpendingLimits limits) {
        long amount = sent + fee;
        unless(wallet.debits == Permission.ALLOWED, Refusal.DEBITS_BLOCKED);
        unless(wallet.spending.allows(asset, sent, limits, now), Refusal.LIMIT_EXCEEDED);
        unless(amount <= wallet.available(asset), Refusal.INSUFFICIENT_FUNDS);
        unless(amount <= MAX_MINOR, Refusal.BALANCE_OUT_OF_BOUNDS);
    }

    private void transfer(PaperWallet wallet, Transfer c, Terms terms) {
        boolean toItself = c.legs().stream().anyMatch(leg -> leg.to().equals(wallet.id));
        unless(!toItself, Refusal.SELF_TRANSFER);
        debit(wallet, c.asset(), c.total(), terms.fee(), terms.limits());
        begun = true;
        wallet.add(c.asset(), 0); // it deals in this asset from now on
        var arrivals = new PaperArrivals(this, wallet, c, terms.fee());
        arrivals.arrive();
        wallet.spending.send(c.asset(), arrivals.arrived(), now);
        unless(arrivals.anyCompleted(), arrivals.firstRefusal());
    }

    private void hold(PaperWallet wallet, Hold c, Terms terms) {
        debit(wallet, c.money(), 0, terms.limits());
        unless(wallet.openHolds() < maxHolds, Refusal.BUSY);
        var seconds = c.expiresInSeconds();
        var expiresAt = seconds == null ? null : now.plusSeconds(seconds);
        begun = true;
        wallet.add(c.money().asset(), 0);
        var sent = wallet.spending.send(c.money().asset(), c.money().minor(), now);
        wallet.holds.put(
                c.id(), new PaperHold(c.money().asset(), c.money().minor(), expiresAt, sent));
    }

    private static PaperHold openHold(PaperWallet wallet, HoldId id) {
        var hold = wallet.holds.get(id);
        if (hold == null) throw new No(Refusal.HOLD_NOT_FOUND);
        unless(hold.remaining > 0, Refusal.HOLD_FINISHED);
        return hold;
    }

    private void capture(PaperWallet wallet, Capture c) {
        unless(!c.to().equals(wallet.id), Refusal.SELF_TRANSFER);
        var hold = openHold(wallet, c.hold());
        long amount = c.amount() == null ? hold.remaining : c.amount();
        unless(amount <= hold.remaining, Refusal.CAPTURE_EXCEEDS_HOLD);
        begun = true;
        var leg = new LegName(wallet.id, c.transfer(), 0);
        deliver(wallet, leg, c.to(), new Money(hold.asset, amount), false);
        hold.remaining -= amount;
        if (c.last()) hold.free();
    }

    /** A whole leg at once: it arrives, or nothing has happened. */
    void deliver(PaperWallet from, LegName name, Account to, Money money, boolean reversal) {
        switch (to) {
            case SystemAccount account -> {
                pay(from, account, money.asset(), money.minor());
                from.legs.put(name, new PaperLeg(money, account, true));
            }
            case WalletId id -> {
                var wallet = wallet(id);
                if (reversal && wallet.status == Status.CLOSED) {
                    wallet.legs.put(name, new PaperLeg(money, null, false));
                    pay(from, SystemAccount.SUSPENSE, money.asset(), money.minor());
                    return;
                }
                var refusal = refusal(wallet, money, 0);
                wallet.legs.put(name, new PaperLeg(money, null, refusal == null));
                if (refusal != null) throw new No(refusal);
                from.add(money.asset(), -money.minor());
                wallet.add(money.asset(), money.minor());
            }
        }
    }

    /** Why a wallet cannot take money; {@code promised}: what it was promised and has not got. */
    @Nullable Refusal refusal(PaperWallet wallet, Money money, long promised) {
        if (wallet.status == Status.ABSENT) return Refusal.DESTINATION_NOT_FOUND;
        if (wallet.status == Status.CLOSED) return Refusal.DESTINATION_CLOSED;
        if (wallet.credits == Permission.BLOCKED) return Refusal.DESTINATION_BLOCKED;
        boolean takes =
                hasRoom(wallet, money.asset())
                        && wallet.posted(money.asset()) + promised + money.minor() <= MAX_MINOR;
        return takes ? null : Refusal.DESTINATION_FULL;
    }

    private static boolean fits(PaperWallet wallet, Money money) {
        return wallet.posted(money.asset()) + money.minor() <= MAX_MINOR;
    }

    private boolean hasRoom(PaperWallet wallet, Asset asset) {
        return wallet.posted.containsKey(asset) || wallet.posted.size() < maxAssets;
    }

    private void reverse(PaperWallet wallet, Reverse c) {
        boolean own = c.original().from().equals(wallet.id);
        boolean free = own || c.forced() || wallet.debits == Permission.ALLOWED;
        unless(free, Refusal.DEBITS_BLOCKED);
        var leg = wallet.legs.get(c.original());
        if (leg == null) throw new No(Refusal.TRANSFER_NOT_FOUND);
        unless(leg.completed, Refusal.TRANSFER_NOT_COMPLETED);
        var asset = leg.money.asset();
        long left = leg.money.minor() - leg.reversed;
        long amount = c.amount() == null ? left : c.amount();
        unless(amount >= 1 && amount <= left, Refusal.REVERSAL_EXCEEDS_TRANSFER);
        if (leg.paidTo != null) {
            unless(fits(wallet, new Money(asset, amount)), Refusal.BALANCE_OUT_OF_BOUNDS);
            begun = true;
            pay(leg.paidTo, wallet, asset, amount);
        } else {
            unless(c.forced() || amount <= wallet.available(asset), Refusal.INSUFFICIENT_FUNDS);
            long spared = wallet.posted(asset) - wallet.held(asset);
            unless(spared - amount >= -MAX_MINOR, Refusal.BALANCE_OUT_OF_BOUNDS);
            begun = true;
            var name = new LegName(wallet.id, c.transfer(), 0);
            deliver(wallet, name, c.original().from(), new Money(asset, amount), true);
        }
        leg.reversed += amount;
    }

    void pay(PaperWallet from, SystemAccount to, Asset asset, long amount) {
        from.add(asset, -amount);
        system.merge(to + " " + asset, amount, Long::sum);
    }

    private void pay(SystemAccount from, PaperWallet to, Asset asset, long amount) {
        pay(to, from, asset, -amount);
    }
}
