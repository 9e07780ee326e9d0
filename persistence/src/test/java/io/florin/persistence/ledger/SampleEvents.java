package io.florin.persistence.ledger;

import io.florin.protocol.account.Account;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.Balance;
import io.florin.protocol.wallet.HoldFacts;
import io.florin.protocol.wallet.HoldId;
import io.florin.protocol.wallet.OverdraftLimits;
import io.florin.protocol.wallet.OwnLimits;
import io.florin.protocol.wallet.Permission;
import io.florin.protocol.wallet.Receipt;
import io.florin.protocol.wallet.Status;
import io.florin.protocol.wallet.WalletEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events with everything that a test does not care about filled in. */
public final class SampleEvents {
    public static final Asset USD = new Asset("USD");
    public static final Asset STAR = new Asset("STAR");
    public static final WalletId A = new WalletId("default", "a");
    public static final WalletId B = new WalletId("default", "b");
    public static final SystemAccount BANK = new SystemAccount("@external:bank");
    public static final Instant NOON = Instant.parse("2025-11-21T12:00:00Z");

    private SampleEvents() {}

    public static Instant at(int second) {
        return NOON.plusSeconds(second);
    }

    public static WalletEvent opened(int second, String owner) {
        return new WalletEvent.Opened(
                at(second), Receipt.NONE, owner, OverdraftLimits.NONE, Map.of());
    }

    public static WalletEvent updated(int second, Permission debits, Status status) {
        return new WalletEvent.Updated(
                at(second),
                Receipt.NONE,
                debits,
                Permission.ALLOWED,
                status,
                new OverdraftLimits(Map.of(USD, 50L)),
                OwnLimits.NONE);
    }

    public static WalletEvent deposited(int second, long minor, long posted, long held) {
        return deposited(second, new Money(USD, minor), posted, held, Note.NONE);
    }

    public static WalletEvent deposited(
            int second, Money money, long posted, long held, Note note) {
        return new WalletEvent.Deposited(
                at(second),
                Receipt.NONE,
                "m-" + second,
                money,
                BANK,
                null,
                note,
                new Balance(posted, held),
                false);
    }

    public static WalletEvent withdrawn(int second, long minor, long posted, long held) {
        return new WalletEvent.Withdrawn(
                at(second),
                Receipt.NONE,
                "m-" + second,
                new Money(USD, minor),
                BANK,
                null,
                Note.NONE,
                new Balance(posted, held),
                0);
    }

    public static Leg leg(Account to, long minor) {
        return new Leg(to, minor);
    }

    public static WalletEvent debited(int second, String id, long posted, Leg... legs) {
        return debited(second, id, TransferKind.TRANSFER, false, null, posted, 0, legs);
    }

    public static WalletEvent debitedTogether(int second, String id, long posted, Leg... legs) {
        return debited(second, id, TransferKind.TRANSFER, true, null, posted, 0, legs);
    }

    /** What remains captures nothing further: {@code hold} is after the debit. */
    public static WalletEvent captured(
            int second, String id, HoldFacts hold, long posted, long held, Leg leg) {
        var capture = new WalletEvent.Capture(hold, false, 0);
        return debited(second, id, TransferKind.CAPTURE, false, capture, posted, held, leg);
    }

    private static WalletEvent debited(
            int second,
            String id,
            TransferKind kind,
            boolean allOrNothing,
            WalletEvent.@Nullable Capture capture,
            long posted,
            long held,
            Leg... legs) {
        return new WalletEvent.Debited(
                at(second),
                Receipt.NONE,
                new TransferId(id),
                kind,
                USD,
                Arrays.asList(legs),
                allOrNothing,
                capture,
                null,
                false,
                Note.NONE,
                new Balance(posted, held),
                0);
    }

    public static WalletEvent confirmed(int second, String id, Leg... systemLegs) {
        return new WalletEvent.Confirmed(at(second), new TransferId(id), USD, List.of(systemLegs));
    }

    public static WalletEvent cancelled(int second, String id, long minor, long posted) {
        return new WalletEvent.Cancelled(
                at(second),
                new TransferId(id),
                new Money(USD, minor),
                0,
                Denial.of(Refusal.DESTINATION_CLOSED),
                new Balance(posted, 0));
    }

    public static WalletEvent settled(int second, String id, int leg, long minor, long posted) {
        return settled(second, id, leg, minor, null, 0, posted, 0);
    }

    public static WalletEvent settled(
            int second,
            String id,
            int leg,
            long minor,
            @Nullable HoldFacts hold,
            long freed,
            long posted,
            long held) {
        return new WalletEvent.Settled(
                at(second),
                new TransferId(id),
                leg,
                at(second - 1),
                hold,
                freed,
                new Money(USD, minor),
                new Balance(posted, held));
    }

    public static WalletEvent returned(int second, String id, int leg, long minor, long posted) {
        return new WalletEvent.Returned(
                at(second),
                new TransferId(id),
                leg,
                new Denial(Refusal.DESTINATION_FULL, Map.of("room", 7L)),
                null,
                new Money(USD, minor),
                new Balance(posted, 0));
    }

    public static LegName legName(WalletId from, String id, int leg) {
        return new LegName(from, new TransferId(id), leg);
    }

    public static WalletEvent credited(int second, LegName name, long minor, long posted) {
        return new WalletEvent.Credited(
                at(second),
                name,
                TransferKind.TRANSFER,
                new Money(USD, minor),
                Note.NONE,
                false,
                new Balance(posted, 0));
    }

    public static WalletEvent suspended(int second, LegName name, long minor) {
        return new WalletEvent.Credited(
                at(second),
                name,
                TransferKind.REVERSAL,
                new Money(USD, minor),
                Note.NONE,
                true,
                Balance.ZERO);
    }

    public static WalletEvent creditRefused(int second, LegName name, long minor) {
        return new WalletEvent.CreditRefused(
                at(second), name, new Money(USD, minor), Denial.of(Refusal.DESTINATION_FULL));
    }

    public static WalletEvent received(int second, LegName name, long minor) {
        return new WalletEvent.Received(
                at(second), name, TransferKind.TRANSFER, new Money(USD, minor), Note.NONE);
    }

    public static WalletEvent legConfirmed(int second, LegName name, long minor, long posted) {
        return new WalletEvent.LegConfirmed(
                at(second),
                name,
                TransferKind.TRANSFER,
                new Money(USD, minor),
                Note.NONE,
                new Balance(posted, 0));
    }

    public static WalletEvent legCancelled(int second, LegName name) {
        return new WalletEvent.LegCancelled(at(second), name, true);
    }

    public static HoldFacts hold(
            String id, HoldFacts.State state, long captured, long capturing, long remaining) {
        return new HoldFacts(
                new HoldId(id), state, USD, 100, captured, capturing, remaining, at(60), NOON);
    }

    public static WalletEvent held(int second, HoldFacts hold, long posted, long held) {
        return new WalletEvent.Held(
                at(second), Receipt.NONE, hold, Note.NONE, new Balance(posted, held));
    }

    public static WalletEvent released(
            int second, HoldFacts hold, long freed, long posted, long held) {
        return new WalletEvent.Released(
                at(second), Receipt.NONE, hold, freed, new Balance(posted, held));
    }

    public static WalletEvent refunded(int second, String id, LegName original, long posted) {
        return new WalletEvent.Refunded(
                at(second),
                Receipt.NONE,
                new TransferId(id),
                original,
                SystemAccount.FEES,
                new Money(USD, 3),
                Note.NONE,
                new Balance(posted, 0));
    }

    public static WalletEvent reversalCounted(int second, LegName original) {
        return new WalletEvent.ReversalCounted(at(second), original, 1, 3);
    }

    public static WalletEvent refused(int second) {
        return new WalletEvent.Refused(
                at(second), Receipt.NONE, null, Denial.of(Refusal.INSUFFICIENT_FUNDS));
    }
}
