package io.florin.node.rules;

import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.wallet.JobFacts;
import io.florin.protocol.wallet.Request;
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
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much a wallet has sent in a day and in a month, and how much it may.
 *
 * <p>What counts is what leaves by the owner's will, without fees: a transfer, a withdrawal, and a
 * hold or a job's price when it is set aside, so that its captures count no more. What comes back
 * by itself counts no longer, in the window in which it was sent: a leg that was refused, a
 * transfer that was cancelled, what of a hold or of a job's price is free again. A reversal is
 * another's decision: it neither counts nor gives back. All of it follows from the events alone,
 * whatever limits there are, so a limit that is set today knows what was sent this morning.
 */
final class Spending {
    private Spending() {}

    /** A wallet's own limit goes before the app's; each limit may be reached, none passed. */
    static @Nullable Denial within(
            Wallet wallet, Request request, Asset asset, long minor, Instant at) {
        var limits = wallet.profile().limits().of(asset).before(request.terms().limits());
        var spent = wallet.position(asset).spent();
        return Guards.first(
                () -> within("limitPerOperation", limits.perOperation(), 0, minor),
                () -> within("limitPerDay", limits.perDay(), spent.inDayOf(at), minor),
                () -> within("limitPerMonth", limits.perMonth(), spent.inMonthOf(at), minor));
    }

    private static @Nullable Denial within(
            String name, @Nullable Long limit, long spent, long minor) {
        if (limit == null || minor <= limit - spent) return null;
        return new Denial(
                Refusal.LIMIT_EXCEEDED, Map.of(name, limit, "spent", spent, "requested", minor));
    }

    /** The wallet {@code after} the event, which found it as it was {@code before}. */
    static Wallet counted(Wallet before, Wallet after, WalletEvent event) {
        return switch (event) {
            case Withdrawn e -> sent(after, e.money().asset(), e.money().minor(), e.at());
            case Held e -> sent(after, e.hold().asset(), e.hold().amount(), e.at());
            case Debited e -> debited(after, e);
            case JobSubmitted e -> {
                var price = e.job().price();
                yield sent(after, price.asset(), price.minor(), e.at());
            }
            case JobEnded e -> jobEnded(after, e.job());
            case Released e -> back(after, e.hold().asset(), e.freed(), e.hold().createdAt());
            case Settled e -> {
                var hold = e.hold();
                yield hold == null ? after : back(after, hold.asset(), e.freed(), hold.createdAt());
            }
            case Returned e -> returned(before, after, e);
            case Cancelled e -> {
                var debited = Evolution.transfer(before, e.id()).debited();
                yield back(after, debited.asset(), debited.sent(), debited.at());
            }
            case Opened _,
                    Updated _,
                    Deposited _,
                    Refunded _,
                    Confirmed _,
                    Credited _,
                    CreditRefused _,
                    Received _,
                    LegConfirmed _,
                    LegCancelled _,
                    ReversalCounted _,
                    JobFoundOpen _,
                    Refused _,
                    Repeated _ ->
                    after;
        };
    }

    private static Wallet jobEnded(Wallet after, JobFacts job) {
        var price = job.price();
        return job.state() == JobFacts.State.RELEASED
                ? back(after, price.asset(), price.minor(), job.submittedAt())
                : after;
    }

    private static Wallet debited(Wallet after, Debited e) {
        return switch (e.kind()) {
            case TRANSFER -> sent(after, e.asset(), e.sent(), e.at());
            case CAPTURE -> {
                var capture = e.capture();
                if (capture == null) yield after;
                yield back(after, e.asset(), capture.freed(), capture.hold().createdAt());
            }
            case REVERSAL -> after;
        };
    }

    /** A captured leg goes back into its hold, which has counted; what goes past it is free. */
    private static Wallet returned(Wallet before, Wallet after, Returned e) {
        Money money = e.money();
        var debited = Evolution.transfer(before, e.id()).debited();
        return switch (debited.kind()) {
            case TRANSFER -> back(after, money.asset(), money.minor(), debited.at());
            case CAPTURE -> {
                var hold = e.hold();
                if (hold == null) yield after;
                long held = e.after().held() - before.position(money.asset()).held();
                yield back(after, money.asset(), money.minor() - held, hold.createdAt());
            }
            case REVERSAL -> after;
        };
    }

    private static Wallet sent(Wallet wallet, Asset asset, long minor, Instant at) {
        var position = wallet.position(asset);
        return wallet.with(asset, position.having(position.spent().plus(minor, at)));
    }

    private static Wallet back(Wallet wallet, Asset asset, long minor, Instant then) {
        if (minor == 0) return wallet;
        var position = wallet.position(asset);
        return wallet.with(asset, position.having(position.spent().minus(minor, then)));
    }
}
