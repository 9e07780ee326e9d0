package io.florin.protocol.wallet;

import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.transfer.TransferId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a wallet says when it does not refuse: facts that are durable somewhere, rebuilt from the
 * same events for every repeat. {@code format} of an answer is its {@link Receipt#format}.
 */
public sealed interface Answer {
    /** The wallet as it was opened, or as it is. */
    record OfWallet(WalletView wallet) implements Answer {}

    /** The settings right after an update, without balances. */
    record OfSettings(
            WalletId wallet,
            Permission debits,
            Permission credits,
            Status status,
            OverdraftLimits overdraft,
            OwnLimits limits,
            long version,
            Instant at)
            implements Answer {
        /** Of a wallet without limits of its own. */
        public OfSettings(
                WalletId wallet,
                Permission debits,
                Permission credits,
                Status status,
                OverdraftLimits overdraft,
                long version,
                Instant at) {
            this(wallet, debits, credits, status, overdraft, OwnLimits.NONE, version, at);
        }
    }

    /**
     * A deposit or withdrawal; {@code balanceAfter} is what the wallet owned right after it; {@code
     * suspended}: the wallet could not take it, and it went to {@link SystemAccount#SUSPENSE}.
     */
    record OfMovement(
            String id,
            Direction direction,
            WalletId wallet,
            Money money,
            SystemAccount account,
            @Nullable String reference,
            Note note,
            Instant createdAt,
            long balanceAfter,
            long fee,
            boolean suspended)
            implements Answer {
        /** That the wallet took or gave. */
        public OfMovement(
                String id,
                Direction direction,
                WalletId wallet,
                Money money,
                SystemAccount account,
                @Nullable String reference,
                Note note,
                Instant createdAt,
                long balanceAfter,
                long fee) {
            this(
                    id,
                    direction,
                    wallet,
                    money,
                    account,
                    reference,
                    note,
                    createdAt,
                    balanceAfter,
                    fee,
                    false);
        }

        /** Without a fee. */
        public OfMovement(
                String id,
                Direction direction,
                WalletId wallet,
                Money money,
                SystemAccount account,
                @Nullable String reference,
                Note note,
                Instant createdAt,
                long balanceAfter) {
            this(
                    id,
                    direction,
                    wallet,
                    money,
                    account,
                    reference,
                    note,
                    createdAt,
                    balanceAfter,
                    0);
        }
    }

    enum Direction {
        DEPOSIT,
        WITHDRAWAL
    }

    record OfTransfer(TransferView transfer) implements Answer {}

    /** To a query only: the transfer was refused before it began, and why. */
    record OfRefusedTransfer(WalletId from, TransferId id, Denial denial, Instant at)
            implements Answer {}

    /** A hold; {@code capture} is the transfer of the capture that is being answered. */
    record OfHold(
            WalletId wallet, HoldFacts hold, @Nullable Note note, @Nullable TransferView capture)
            implements Answer {}

    /** {@code openAlready}: not the job that was asked for, but the open one of its unique key. */
    record OfJob(WalletId wallet, JobFacts job, boolean openAlready) implements Answer {}
}
