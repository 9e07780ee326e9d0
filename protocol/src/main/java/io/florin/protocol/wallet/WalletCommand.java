package io.florin.protocol.wallet;

import io.florin.protocol.account.Account;
import io.florin.protocol.account.Ids;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.Text;
import io.florin.protocol.job.JobId;
import io.florin.protocol.job.JobSpec;
import io.florin.protocol.money.Asset;
import io.florin.protocol.money.Money;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client may ask of one wallet. Plain data: no reply address, no clock. An id comes with
 * {@code given}: true when the caller chose it (then it is part of the request's fingerprint and
 * names it), false when the edge made it up.
 */
public sealed interface WalletCommand {
    /** An external reference has 1 to this many characters. */
    int MAX_REFERENCE_CHARS = 255;

    /** Brings the wallet into being. */
    record Open(String owner, OverdraftLimits overdraft, Map<String, String> metadata)
            implements WalletCommand {
        public static final int MAX_OWNER_CHARS = 255;

        public Open {
            Text.require("owner", owner, 1, MAX_OWNER_CHARS);
            metadata = Note.metadata(metadata);
        }
    }

    /** Changes what is not null; closing needs zero balances and nothing open. */
    record Update(
            @Nullable Permission debits,
            @Nullable Permission credits,
            @Nullable Status status,
            OverdraftLimits overdraft,
            OwnLimits limits)
            implements WalletCommand {
        /** Leaves the limits of what may be sent as they are. */
        public Update(
                @Nullable Permission debits,
                @Nullable Permission credits,
                @Nullable Status status,
                OverdraftLimits overdraft) {
            this(debits, credits, status, overdraft, OwnLimits.NONE);
        }

        public Update {
            if (status == Status.ABSENT) {
                throw new IllegalArgumentException("A wallet cannot be made absent.");
            }
        }
    }

    /**
     * Money comes in from a system account; {@code reference} counts once per (app, account). What
     * is {@code due} has been paid already: a wallet that cannot take it has it booked to {@link
     * SystemAccount#SUSPENSE}.
     */
    record Deposit(
            String movement,
            Money money,
            SystemAccount account,
            @Nullable String reference,
            Note note,
            boolean due)
            implements WalletCommand {
        /** That may be refused. */
        public Deposit(
                String movement,
                Money money,
                SystemAccount account,
                @Nullable String reference,
                Note note) {
            this(movement, money, account, reference, note, false);
        }

        public Deposit {
            requireMovement(movement, account, reference);
        }
    }

    /** Money goes out to a system account; {@code reference} counts once per (app, account). */
    record Withdraw(
            String movement,
            Money money,
            SystemAccount account,
            @Nullable String reference,
            Note note)
            implements WalletCommand {
        public Withdraw {
            requireMovement(movement, account, reference);
        }
    }

    /** Sends one asset along 1 to {@link Leg#MAX_LEGS} legs, all or nothing if so asked. */
    record Transfer(
            TransferId id,
            boolean given,
            Asset asset,
            List<Leg> legs,
            boolean allOrNothing,
            Note note)
            implements WalletCommand {
        public Transfer {
            legs = List.copyOf(legs);
            if (legs.isEmpty() || legs.size() > Leg.MAX_LEGS) {
                throw new IllegalArgumentException(
                        "A transfer has 1 to " + Leg.MAX_LEGS + " legs.");
            }
        }

        /**
         * Sum of the legs; throws {@link ArithmeticException} past 64 bits, which 100 legs can't.
         */
        public long total() {
            return legs.stream().mapToLong(Leg::amount).reduce(0, Math::addExact);
        }
    }

    /** Sets money aside until it is captured, released or expired; no expiry when null. */
    record Hold(HoldId id, boolean given, Money money, @Nullable Long expiresInSeconds, Note note)
            implements WalletCommand {
        /** A hold expires after at most ten years. */
        public static final long MAX_EXPIRES_IN_SECONDS = 315_360_000L;

        public Hold {
            if (expiresInSeconds != null
                    && (expiresInSeconds < 1 || expiresInSeconds > MAX_EXPIRES_IN_SECONDS)) {
                throw new IllegalArgumentException(
                        "A hold expires in 1 to " + MAX_EXPIRES_IN_SECONDS + " seconds.");
            }
        }
    }

    /** Sends part of a hold on; all that remains when {@code amount} is null. */
    record Capture(
            HoldId hold, TransferId transfer, @Nullable Long amount, Account to, boolean last)
            implements WalletCommand {
        public Capture {
            if (amount != null) Money.requireAmount(amount);
            Leg.requirePayable(to);
        }
    }

    /** Gives back what remains of a hold. */
    record Release(HoldId hold) implements WalletCommand {}

    /**
     * Sends back {@code amount} (all that is left when null) of a leg that this wallet was credited
     * with, or that it paid to a system account. {@code to} is the account that paid. Forced: may
     * overdraw.
     */
    record Reverse(
            TransferId transfer, LegName original, @Nullable Long amount, boolean forced, Note note)
            implements WalletCommand {
        public Reverse {
            if (amount != null) Money.requireAmount(amount);
        }
    }

    /**
     * Sets the price of a job aside and asks for the job, in one write. An open job of this wallet
     * with the same unique key is the answer instead.
     *
     * @param replays the dead job that this one does anew
     */
    record SubmitJob(JobId id, boolean given, JobSpec spec, Money price, @Nullable JobId replays)
            implements WalletCommand {}

    /**
     * The node's own, never a client's: all of the job's price goes to a system account, or is free
     * again when there is none.
     */
    record EndJob(JobId id, @Nullable SystemAccount captureTo) implements WalletCommand {
        public EndJob {
            if (captureTo != null) Leg.requirePayable(captureTo);
        }
    }

    private static void requireMovement(
            String movement, SystemAccount account, @Nullable String reference) {
        Ids.require("movement id", movement);
        if (account.equals(SystemAccount.TRANSIT)) {
            throw new IllegalArgumentException(account + " moves by transfers only.");
        }
        if (reference != null) Text.require("reference", reference, 1, MAX_REFERENCE_CHARS);
    }
}
