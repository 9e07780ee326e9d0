package io.florin.protocol.wallet;

import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.job.JobId;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferId;
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
import org.jspecify.annotations.Nullable;

/**
 * The names under which a wallet remembers what it decided, each unique per wallet for ever. The
 * kind stands in front, so that two kinds never meet; clients never write a prefix. These texts are
 * stored: they never change.
 */
public final class Names {
    private Names() {}

    /** A transfer asked of this wallet. */
    public static String transfer(TransferId id) {
        return "t/" + id;
    }

    /** The decision on an all-or-nothing transfer. */
    public static String decision(TransferId id) {
        return "k/" + id;
    }

    /** The end of one leg, at the source. */
    public static String end(TransferId id, int leg) {
        return ends(id) + leg;
    }

    /** What the ends of a transfer's legs begin with. */
    public static String ends(TransferId id) {
        return "e/" + id + "/";
    }

    /** A leg credited, received, refused or forbidden here. */
    public static String credit(LegName leg) {
        return "c/" + leg.tail();
    }

    /** The end of a received leg: confirmed or cancelled. */
    public static String confirmation(LegName leg) {
        return "f/" + leg.tail();
    }

    public static String hold(HoldId id) {
        return "h/" + id;
    }

    /** The release or expiry of a hold. */
    public static String holdEnd(HoldId id) {
        return "x/" + id;
    }

    /** A priced job, and the money set aside for it. */
    public static String job(JobId id) {
        return "j/" + id;
    }

    /** The end of a priced job. */
    public static String jobEnd(JobId id) {
        return "y/" + id;
    }

    /** Money in or out under an external reference. */
    public static String reference(SystemAccount account, String reference) {
        return "d/" + account.name() + "/" + reference;
    }

    /** The n-th change of what has been reversed of a leg, from 1; sorts by number. */
    public static String reversal(LegName leg, int number) {
        return reversals(leg) + "%06d".formatted(number);
    }

    /** What the reversals of a leg begin with. */
    public static String reversals(LegName leg) {
        return "r/" + leg.tail() + "/";
    }

    /** The name of what an event decides; null if it decides nothing that is asked for by name. */
    static @Nullable String of(WalletEvent event) {
        return switch (event) {
            case Deposited e -> referenceOrNone(e.account(), e.reference());
            case Withdrawn e -> referenceOrNone(e.account(), e.reference());
            case Debited e -> transfer(e.id());
            case Refunded e -> transfer(e.id());
            case Confirmed e -> decision(e.id());
            case Cancelled e -> decision(e.id());
            case Settled e -> end(e.id(), e.leg());
            case Returned e -> end(e.id(), e.leg());
            case Credited e -> credit(e.name());
            case CreditRefused e -> credit(e.name());
            case Received e -> credit(e.name());
            case LegConfirmed e -> confirmation(e.name());
            case LegCancelled e -> e.received() ? confirmation(e.name()) : credit(e.name());
            case Held e -> hold(e.hold().id());
            case Released e -> holdEnd(e.hold().id());
            case ReversalCounted e -> reversal(e.original(), e.number());
            case JobSubmitted e -> job(e.job().id());
            case JobEnded e -> jobEnd(e.job().id());
            case JobFoundOpen e -> e.name();
            case Refused e -> e.name();
            case Opened _, Updated _, Repeated _ -> null;
        };
    }

    private static @Nullable String referenceOrNone(
            SystemAccount account, @Nullable String reference) {
        return reference == null ? null : reference(account, reference);
    }
}
