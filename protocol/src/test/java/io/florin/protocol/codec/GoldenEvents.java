package io.florin.protocol.codec;

import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.job.Priority;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.trace.Trace;
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
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletEvent.Cancelled;
import io.florin.protocol.wallet.WalletEvent.Capture;
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
import java.util.List;
import java.util.Map;

/** The records that the golden files hold. Like the files, they only ever grow in number. */
final class GoldenEvents {
    private static final Instant AT = Instant.parse("2025-11-21T10:20:30.123456Z");
    private static final Trace TRACE =
            new Trace("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "01");
    private static final Instant THEN = Instant.parse("2025-11-21T10:20:30.123455Z");
    private static final Instant ZERO = Instant.EPOCH;
    private static final Asset USD = new Asset("USD");
    private static final Money MONEY = new Money(USD, 12_345);
    private static final Money LEAST_MONEY = new Money(USD, 1);
    private static final WalletId ANN = new WalletId("default", "ann");
    private static final WalletId BOB = new WalletId("default", "bob");
    private static final SystemAccount BANK = new SystemAccount("@external:bank");
    private static final TransferId T1 = new TransferId("0199a1b2-0000-7000-8000-00000000c0de");
    private static final TransferId T = new TransferId("t");
    private static final LegName LEG = new LegName(ANN, T1, 99);
    private static final LegName LEAST_LEG = new LegName(ANN, T, 0);
    private static final Balance AFTER = new Balance(-9_007_199_254_740_991L, 7);
    private static final Note NOTE = new Note("für Ann 😀", Map.of("order", "42", "a", ""));
    private static final String SCHEDULE = "instapay-2026-11";
    private static final Denial POOR =
            new Denial(
                    Refusal.INSUFFICIENT_FUNDS,
                    Map.of("required", 100L, "available", -5L, "shortfall", 105L));
    private static final Denial NO = Denial.of(Refusal.WALLET_CLOSED);
    private static final OverdraftLimits LIMITS =
            new OverdraftLimits(Map.of(USD, 0L, new Asset("THB"), Money.MAX_MINOR));
    private static final Receipt RECEIPT =
            new Receipt("key 1", new Fingerprint(0x0123456789abcdefL, 0xfedcba9876543210L), 1);
    private static final HoldFacts HOLD =
            new HoldFacts(
                    new HoldId("h1"), HoldFacts.State.EXPIRED, USD, 100, 10, 20, 30, AT, THEN);
    private static final HoldFacts LEAST_HOLD =
            new HoldFacts(new HoldId("h"), HoldFacts.State.HELD, USD, 1, 0, 0, 0, null, ZERO);

    private static final JobFacts JOB =
            new JobFacts(
                    new JobId("j1"),
                    JobFacts.State.CAPTURED,
                    MONEY,
                    BANK,
                    THEN,
                    SCHEDULE,
                    new JobId("j0"));
    private static final JobFacts LEAST_JOB =
            JobFacts.open(new JobId("j"), LEAST_MONEY, ZERO, null, null);
    private static final JobSpec SPEC =
            new JobSpec("ai", "chat", "k é", "{\"a\":\"😀\"}", Priority.LOW, AT, "u1", 100);
    private static final JobSpec LEAST_SPEC =
            new JobSpec("q", "k", null, "{}", Priority.HIGH, null, null, null);

    private GoldenEvents() {}

    /** One of each kind with nothing left out. */
    static List<WalletEvent> full() {
        var reversal = TransferKind.REVERSAL;
        return List.of(
                new Opened(AT, RECEIPT, "Ann", LIMITS, NOTE.metadata()),
                new Updated(
                        AT,
                        RECEIPT,
                        Permission.BLOCKED,
                        Permission.BLOCKED,
                        Status.CLOSED,
                        LIMITS,
                        OwnLimits.NONE),
                new Deposited(AT, RECEIPT, "m1", MONEY, BANK, "ref/1 é", NOTE, AFTER, false),
                new Withdrawn(AT, RECEIPT, "m1", MONEY, BANK, "ref/1 é", NOTE, AFTER, 0),
                new Refused(AT, RECEIPT, "t/t1", POOR),
                new Repeated(AT, RECEIPT, "t/t1"),
                fullDebited(),
                new Confirmed(AT, T1, USD, List.of(new Leg(BANK, 1), new Leg(BANK, 2))),
                new Cancelled(AT, T1, MONEY, 99, POOR, AFTER),
                new Settled(AT, T1, 99, THEN, HOLD, 30, MONEY, AFTER),
                new Returned(AT, T1, 99, POOR, HOLD, MONEY, AFTER),
                new Refunded(AT, RECEIPT, T1, LEG, BANK, MONEY, NOTE, AFTER),
                new ReversalCounted(AT, LEG, 999_999, Money.MAX_MINOR),
                new Credited(AT, LEG, reversal, MONEY, NOTE, true, AFTER),
                new CreditRefused(AT, LEG, MONEY, POOR),
                new Received(AT, LEG, reversal, MONEY, NOTE),
                new LegConfirmed(AT, LEG, reversal, MONEY, NOTE, AFTER),
                new LegCancelled(AT, LEG, true),
                new Held(AT, RECEIPT, HOLD, NOTE, AFTER),
                new Released(AT, RECEIPT, HOLD, 30, AFTER),
                new JobSubmitted(AT, RECEIPT, JOB, SPEC, AFTER),
                new JobEnded(AT, RECEIPT, JOB, AFTER),
                new JobFoundOpen(AT, RECEIPT, "j/j2", JOB));
    }

    private static Debited fullDebited() {
        return new Debited(
                AT,
                RECEIPT,
                T1,
                TransferKind.REVERSAL,
                USD,
                List.of(new Leg(BOB, Money.MAX_MINOR), new Leg(SystemAccount.FEES, 1)),
                true,
                new Capture(HOLD, true, 30),
                LEG,
                true,
                NOTE,
                AFTER,
                0);
    }

    /** What a later release added to some kinds: bytes that older ones never wrote. */
    static List<WalletEvent> ruled() {
        var limits =
                new OwnLimits(
                        Map.of(
                                USD,
                                new SpendingLimits(0L, 12_345L, Money.MAX_MINOR),
                                new Asset("THB"),
                                new SpendingLimits(null, 1L, null)));
        var note = NOTE.under(SCHEDULE);
        var legs = List.of(new Leg(BOB, 12_345), new Leg(SystemAccount.FEES, 15));
        var plain = TransferKind.TRANSFER;
        return List.of(
                new Updated(
                        AT,
                        RECEIPT,
                        Permission.ALLOWED,
                        Permission.ALLOWED,
                        Status.OPEN,
                        LIMITS,
                        limits),
                new Deposited(AT, RECEIPT, "m1", MONEY, BANK, "ref/1 é", note, AFTER, true),
                new Withdrawn(AT, RECEIPT, "m1", MONEY, BANK, "ref/1 é", note, AFTER, 15),
                new Debited(
                        AT, RECEIPT, T1, plain, USD, legs, true, null, null, false, note, AFTER,
                        15),
                new Confirmed(AT, T1, USD, List.of(legs.getLast()), SCHEDULE),
                new Cancelled(AT, T1, MONEY, 99, POOR, AFTER, SCHEDULE),
                new Returned(AT, T1, 99, POOR, HOLD, MONEY, AFTER, SCHEDULE),
                new Credited(AT, LEG, plain, MONEY, Note.NONE.under(SCHEDULE), false, AFTER),
                new JobSubmitted(AT, RECEIPT, JOB, SPEC, AFTER, TRACE));
    }

    /** One of each kind with all left out that can be. */
    static List<WalletEvent> least() {
        var none = Receipt.NONE;
        var empty = Note.NONE;
        var nothing = Balance.ZERO;
        var plain = TransferKind.TRANSFER;
        var allowed = Permission.ALLOWED;
        return List.of(
                new Opened(ZERO, none, "a", OverdraftLimits.NONE, Map.of()),
                new Updated(
                        ZERO,
                        none,
                        allowed,
                        allowed,
                        Status.ABSENT,
                        OverdraftLimits.NONE,
                        OwnLimits.NONE),
                new Deposited(ZERO, none, "m", LEAST_MONEY, BANK, null, empty, nothing, false),
                new Withdrawn(ZERO, none, "m", LEAST_MONEY, BANK, null, empty, nothing, 0),
                new Refused(ZERO, none, null, NO),
                new Repeated(ZERO, none, "t/0"),
                leastDebited(),
                new Confirmed(ZERO, T, USD, List.of()),
                new Cancelled(ZERO, T, LEAST_MONEY, 0, NO, nothing),
                new Settled(ZERO, T, 0, ZERO, null, 0, LEAST_MONEY, nothing),
                new Returned(ZERO, T, 0, NO, null, LEAST_MONEY, nothing),
                new Refunded(ZERO, none, T, LEAST_LEG, BANK, LEAST_MONEY, empty, nothing),
                new ReversalCounted(ZERO, LEAST_LEG, 0, 0),
                new Credited(ZERO, LEAST_LEG, plain, LEAST_MONEY, empty, false, nothing),
                new CreditRefused(ZERO, LEAST_LEG, LEAST_MONEY, NO),
                new Received(ZERO, LEAST_LEG, plain, LEAST_MONEY, empty),
                new LegConfirmed(ZERO, LEAST_LEG, plain, LEAST_MONEY, empty, nothing),
                new LegCancelled(ZERO, LEAST_LEG, false),
                new Held(ZERO, none, LEAST_HOLD, empty, nothing),
                new Released(ZERO, none, LEAST_HOLD, 0, nothing),
                new JobSubmitted(ZERO, none, LEAST_JOB, LEAST_SPEC, nothing),
                new JobEnded(ZERO, none, LEAST_JOB, nothing),
                new JobFoundOpen(ZERO, none, null, LEAST_JOB));
    }

    private static Debited leastDebited() {
        return new Debited(
                ZERO,
                Receipt.NONE,
                T,
                TransferKind.TRANSFER,
                USD,
                List.of(new Leg(BOB, 1)),
                false,
                null,
                null,
                false,
                Note.NONE,
                Balance.ZERO,
                0);
    }
}
