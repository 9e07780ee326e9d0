package io.florin.protocol.wallet;

import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.journal.Named;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.trace.Trace;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.transfer.TransferKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one wallet. Facts only; replaying them never fails. {@code after} is the
 * wallet's balance of the event's asset right after the event. The double entries of an event
 * follow from it alone: {@link Postings}.
 */
public sealed interface WalletEvent extends Named {
    /**
     * max(clock, the wallet's previous event's time), in whole microseconds: truncated where it is
     * made, because neither the bytes of an event nor PostgreSQL keep more. This holds for every
     * time in an event; a finer one is refused when it is written.
     */
    Instant at();

    @Override
    default @Nullable String key() {
        return receipt().key();
    }

    @Override
    default @Nullable String ref() {
        return Names.of(this);
    }

    /** Which request this event answers; {@link Receipt#NONE} if none. */
    default Receipt receipt() {
        return Receipt.NONE;
    }

    /** What moves an open transfer on, at its source. */
    sealed interface TransferProgress extends WalletEvent {
        TransferId id();
    }

    record Opened(
            Instant at,
            Receipt receipt,
            String owner,
            OverdraftLimits overdraft,
            Map<String, String> metadata)
            implements WalletEvent {
        public Opened {
            metadata = Note.metadata(metadata);
        }
    }

    /** The settings as they are after the change. */
    record Updated(
            Instant at,
            Receipt receipt,
            Permission debits,
            Permission credits,
            Status status,
            OverdraftLimits overdraft,
            OwnLimits limits)
            implements WalletEvent {}

    /**
     * Money came in; {@code suspended}: it was due to a wallet that could not take it, so it went
     * to {@link SystemAccount#SUSPENSE}.
     */
    record Deposited(
            Instant at,
            Receipt receipt,
            String movement,
            Money money,
            SystemAccount account,
            @Nullable String reference,
            Note note,
            Balance after,
            boolean suspended)
            implements WalletEvent {}

    /** {@code fee} minor units went to {@link SystemAccount#FEES} besides. */
    record Withdrawn(
            Instant at,
            Receipt receipt,
            String movement,
            Money money,
            SystemAccount account,
            @Nullable String reference,
            Note note,
            Balance after,
            long fee)
            implements WalletEvent {}

    /**
     * Money left this wallet: legs to wallets are in transit from now on; legs to system accounts
     * are paid at once, or in transit until the decision when all or nothing. {@code reverses} is
     * the leg that this transfer sends back; {@code forced}, that it was allowed to overdraw;
     * {@code fee}, if it is not 0, the amount of the last leg, which the wallet added.
     */
    record Debited(
            Instant at,
            Receipt receipt,
            TransferId id,
            TransferKind kind,
            Asset asset,
            List<Leg> legs,
            boolean allOrNothing,
            @Nullable Capture capture,
            @Nullable LegName reverses,
            boolean forced,
            Note note,
            Balance after,
            long fee)
            implements WalletEvent {
        public Debited {
            legs = List.copyOf(legs);
        }

        /** Sum of the legs in minor units. */
        public long total() {
            return legs.stream().mapToLong(Leg::amount).sum();
        }

        /** What the caller asked to be sent: the sum of the legs without the fee. */
        public long sent() {
            return total() - fee;
        }

        /** Whether this leg is the fee. */
        public boolean isFee(int leg) {
            return fee != 0 && leg == legs.size() - 1;
        }

        public Money money(int leg) {
            return new Money(asset, legs.get(leg).amount());
        }
    }

    /**
     * How a capture leaves its hold: the hold after the debit, whether the rest is to be given back
     * once the destination accepts, and what was freed by this very event (a last capture to a
     * system account, which cannot refuse).
     */
    record Capture(HoldFacts hold, boolean last, long freed) {}

    /** The all-or-nothing transfer goes through: its system legs are paid now. */
    record Confirmed(
            Instant at, TransferId id, Asset asset, List<Leg> systemLegs, @Nullable String schedule)
            implements TransferProgress {
        /** Under no schedule. */
        public Confirmed(Instant at, TransferId id, Asset asset, List<Leg> systemLegs) {
            this(at, id, asset, systemLegs, null);
        }

        public Confirmed {
            systemLegs = List.copyOf(systemLegs);
        }
    }

    /** The all-or-nothing transfer came to nothing: all of it is back. */
    record Cancelled(
            Instant at,
            TransferId id,
            Money money,
            int leg,
            Denial denial,
            Balance after,
            @Nullable String schedule)
            implements TransferProgress {
        /** Under no schedule. */
        public Cancelled(
                Instant at, TransferId id, Money money, int leg, Denial denial, Balance after) {
            this(at, id, money, leg, denial, after, null);
        }
    }

    /**
     * The source's copy of the destination's facts: the leg has ended and nothing is to be
     * repeated. Moves nothing, but {@code freed} of a hold whose last capture was accepted.
     */
    record Settled(
            Instant at,
            TransferId id,
            int leg,
            Instant creditedAt,
            @Nullable HoldFacts hold,
            long freed,
            Money money,
            Balance after)
            implements TransferProgress {}

    /** The destination refused the leg: its money is back (in its hold, if it was captured). */
    record Returned(
            Instant at,
            TransferId id,
            int leg,
            Denial denial,
            @Nullable HoldFacts hold,
            Money money,
            Balance after,
            @Nullable String schedule)
            implements TransferProgress {
        /** Under no schedule. */
        public Returned(
                Instant at,
                TransferId id,
                int leg,
                Denial denial,
                @Nullable HoldFacts hold,
                Money money,
                Balance after) {
            this(at, id, leg, denial, hold, money, after, null);
        }
    }

    /** A leg arrived; {@code suspended}: at a closed wallet, so the money went to suspense. */
    record Credited(
            Instant at,
            LegName name,
            TransferKind kind,
            Money money,
            Note note,
            boolean suspended,
            Balance after)
            implements WalletEvent {}

    /** A leg was refused here, for ever. */
    record CreditRefused(Instant at, LegName name, Money money, Denial denial)
            implements WalletEvent {}

    /** A leg of an all-or-nothing transfer is promised; not spendable, no timeout. */
    record Received(Instant at, LegName name, TransferKind kind, Money money, Note note)
            implements WalletEvent {}

    /** A received leg became spendable. */
    record LegConfirmed(
            Instant at, LegName name, TransferKind kind, Money money, Note note, Balance after)
            implements WalletEvent {}

    /** A received leg came to nothing; or, if it was not {@code received}, never may come. */
    record LegCancelled(Instant at, LegName name, boolean received) implements WalletEvent {}

    record Held(Instant at, Receipt receipt, HoldFacts hold, Note note, Balance after)
            implements WalletEvent {}

    /** A hold ended, released or expired (its facts' state says which); {@code freed} is back. */
    record Released(Instant at, Receipt receipt, HoldFacts hold, long freed, Balance after)
            implements WalletEvent {}

    /** A job's price was set aside and the job is to be done: one fact. {@code trace}: whose. */
    record JobSubmitted(
            Instant at,
            Receipt receipt,
            JobFacts job,
            JobSpec spec,
            Balance after,
            @Nullable Trace trace)
            implements WalletEvent {
        /** Of a request that nobody traces. */
        public JobSubmitted(
                Instant at, Receipt receipt, JobFacts job, JobSpec spec, Balance after) {
            this(at, receipt, job, spec, after, null);
        }
    }

    /** All of a job's price went to a system account, or is free again (its facts say which). */
    record JobEnded(Instant at, Receipt receipt, JobFacts job, Balance after)
            implements WalletEvent {}

    /** A job was not submitted because of an open one; {@code name} as if it were refused. */
    record JobFoundOpen(Instant at, Receipt receipt, @Nullable String name, JobFacts job)
            implements WalletEvent {}

    /** A leg to a system account came back to the wallet that had paid it, by a reversal. */
    record Refunded(
            Instant at,
            Receipt receipt,
            TransferId id,
            LegName original,
            SystemAccount account,
            Money money,
            Note note,
            Balance after)
            implements WalletEvent {}

    /** How much of a leg has been reversed in all, reversals under way included. */
    record ReversalCounted(Instant at, LegName original, int number, long total)
            implements WalletEvent {}

    /**
     * A request was refused, which is an answer too. {@code name} is the {@link Names name} of the
     * transfer, hold or job that the request would have begun.
     */
    record Refused(Instant at, Receipt receipt, @Nullable String name, Denial denial)
            implements WalletEvent {}

    /**
     * A request that was met before came under a key that is new: from now on the key, too, has the
     * answer of what is stored as {@code name}.
     */
    record Repeated(Instant at, Receipt receipt, String name) implements WalletEvent {}
}
