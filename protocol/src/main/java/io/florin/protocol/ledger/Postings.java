package io.florin.protocol.ledger;

import io.florin.protocol.account.Account;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletEvent.Cancelled;
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
import java.util.ArrayList;
import java.util.List;

/**
 * The double entries of an event, from the event alone. They sum to zero for every asset (promise
 * 1), and the wallet's own lines end at the event's balance after.
 */
public final class Postings {
    private Postings() {}

    public static List<Posting> of(WalletId wallet, WalletEvent event) {
        return switch (event) {
            case Deposited e -> deposited(wallet, e);
            case Refunded e -> in(wallet, e.account(), e.account(), e.money(), e.after().posted());
            case Withdrawn e -> withdrawn(wallet, e);
            case Debited e -> debited(wallet, e);
            case JobEnded e -> jobEnded(wallet, e);
            case Confirmed e -> confirmed(e);
            case Cancelled e -> back(wallet, e.money(), e.after().posted());
            case Returned e -> back(wallet, e.money(), e.after().posted());
            case Credited e -> credited(wallet, e);
            case LegConfirmed e ->
                    in(
                            wallet,
                            SystemAccount.TRANSIT,
                            e.name().from(),
                            e.money(),
                            e.after().posted());
            case Opened _,
                    Updated _,
                    Settled _,
                    CreditRefused _,
                    Received _,
                    LegCancelled _,
                    Held _,
                    Released _,
                    JobSubmitted _,
                    JobFoundOpen _,
                    ReversalCounted _,
                    Refused _,
                    Repeated _ ->
                    List.of();
        };
    }

    private static List<Posting> in(
            WalletId wallet, Account payer, Account counterparty, Money money, long after) {
        return List.of(
                new Posting(payer, wallet, money.asset(), -money.minor(), null),
                new Posting(wallet, counterparty, money.asset(), money.minor(), after));
    }

    private static List<Posting> deposited(WalletId wallet, Deposited event) {
        var money = event.money();
        return event.suspended()
                ? suspended(wallet, event.account(), money)
                : in(wallet, event.account(), event.account(), money, event.after().posted());
    }

    /** What the wallet was due and could not take. */
    private static List<Posting> suspended(WalletId wallet, SystemAccount payer, Money money) {
        return List.of(
                new Posting(payer, wallet, money.asset(), -money.minor(), null),
                new Posting(SystemAccount.SUSPENSE, wallet, money.asset(), money.minor(), null));
    }

    private static List<Posting> out(WalletId wallet, Account payee, Money money, long after) {
        return List.of(
                new Posting(wallet, payee, money.asset(), -money.minor(), after),
                new Posting(payee, wallet, money.asset(), money.minor(), null));
    }

    private static List<Posting> withdrawn(WalletId wallet, Withdrawn event) {
        long after = event.after().posted();
        var taken = out(wallet, event.account(), event.money(), after + event.fee());
        if (event.fee() == 0) return taken;
        var lines = new ArrayList<>(taken);
        lines.addAll(out(wallet, SystemAccount.FEES, event.money().withMinor(event.fee()), after));
        return List.copyOf(lines);
    }

    private static List<Posting> jobEnded(WalletId wallet, JobEnded event) {
        var to = event.job().capturedTo();
        return to == null
                ? List.of()
                : out(wallet, to, event.job().price(), event.after().posted());
    }

    private static List<Posting> back(WalletId wallet, Money money, long after) {
        return in(wallet, SystemAccount.TRANSIT, SystemAccount.TRANSIT, money, after);
    }

    private static List<Posting> debited(WalletId wallet, Debited event) {
        var lines = new ArrayList<Posting>(2 * event.legs().size());
        long left = event.total();
        for (Leg leg : event.legs()) {
            left -= leg.amount();
            Asset asset = event.asset();
            long after = event.after().posted() + left;
            Account payee = paidAtOnce(event, leg) ? leg.to() : SystemAccount.TRANSIT;
            lines.add(new Posting(wallet, leg.to(), asset, -leg.amount(), after));
            lines.add(new Posting(payee, wallet, asset, leg.amount(), null));
        }
        return List.copyOf(lines);
    }

    /**
     * A system account cannot refuse, so its leg needs no transit unless another leg may refuse.
     */
    private static boolean paidAtOnce(Debited event, Leg leg) {
        return leg.to() instanceof SystemAccount && !event.allOrNothing();
    }

    private static List<Posting> confirmed(Confirmed event) {
        var lines = new ArrayList<Posting>(2 * event.systemLegs().size());
        for (Leg leg : event.systemLegs()) {
            lines.add(
                    new Posting(
                            SystemAccount.TRANSIT, leg.to(), event.asset(), -leg.amount(), null));
            lines.add(
                    new Posting(
                            leg.to(), SystemAccount.TRANSIT, event.asset(), leg.amount(), null));
        }
        return List.copyOf(lines);
    }

    private static List<Posting> credited(WalletId wallet, Credited event) {
        if (event.suspended()) return suspended(wallet, SystemAccount.TRANSIT, event.money());
        return in(
                wallet,
                SystemAccount.TRANSIT,
                event.name().from(),
                event.money(),
                event.after().posted());
    }
}
