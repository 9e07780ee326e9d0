package io.florin.persistence.ledger;

import io.florin.protocol.money.Asset;
import io.florin.protocol.wallet.Balance;
import io.florin.protocol.wallet.HoldFacts;
import io.florin.protocol.wallet.JobFacts;
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
import org.jspecify.annotations.Nullable;

/** What an event says of its wallet right after it: one asset's balance, one hold. */
public final class Afterwards {
    private Afterwards() {}

    public record AssetBalance(Asset asset, Balance balance) {}

    /** Null for an event that says nothing of a balance. */
    public static @Nullable AssetBalance balance(WalletEvent event) {
        return switch (event) {
            case Deposited e -> new AssetBalance(e.money().asset(), e.after());
            case Withdrawn e -> new AssetBalance(e.money().asset(), e.after());
            case Refunded e -> new AssetBalance(e.money().asset(), e.after());
            case Debited e -> new AssetBalance(e.asset(), e.after());
            case Cancelled e -> new AssetBalance(e.money().asset(), e.after());
            case Settled e -> new AssetBalance(e.money().asset(), e.after());
            case Returned e -> new AssetBalance(e.money().asset(), e.after());
            case Credited e -> new AssetBalance(e.money().asset(), e.after());
            case LegConfirmed e -> new AssetBalance(e.money().asset(), e.after());
            case Held e -> new AssetBalance(e.hold().asset(), e.after());
            case Released e -> new AssetBalance(e.hold().asset(), e.after());
            case JobSubmitted e -> new AssetBalance(e.job().price().asset(), e.after());
            case JobEnded e -> new AssetBalance(e.job().price().asset(), e.after());
            case Opened _,
                    Updated _,
                    Confirmed _,
                    CreditRefused _,
                    Received _,
                    LegCancelled _,
                    ReversalCounted _,
                    JobFoundOpen _,
                    Refused _,
                    Repeated _ ->
                    null;
        };
    }

    /** What the event says of a priced job's money; null for an event that does not touch it. */
    public static @Nullable JobFacts job(WalletEvent event) {
        return switch (event) {
            case JobSubmitted e -> e.job();
            case JobEnded e -> e.job();
            default -> null;
        };
    }

    /** Null for an event that touches no hold. */
    public static @Nullable HoldFacts hold(WalletEvent event) {
        return switch (event) {
            case Held e -> e.hold();
            case Released e -> e.hold();
            case Settled e -> e.hold();
            case Returned e -> e.hold();
            case Debited e -> e.capture() == null ? null : e.capture().hold();
            case Opened _,
                    Updated _,
                    Deposited _,
                    Withdrawn _,
                    Refunded _,
                    Confirmed _,
                    Cancelled _,
                    Credited _,
                    CreditRefused _,
                    Received _,
                    LegConfirmed _,
                    LegCancelled _,
                    JobSubmitted _,
                    JobEnded _,
                    JobFoundOpen _,
                    ReversalCounted _,
                    Refused _,
                    Repeated _ ->
                    null;
        };
    }
}
