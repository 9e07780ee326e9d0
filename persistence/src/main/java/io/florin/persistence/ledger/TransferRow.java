package io.florin.persistence.ledger;

import io.florin.persistence.journal.Hash;
import io.florin.protocol.account.Note;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.TransferView.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of table {@code transfer}: one leg.
 *
 * @param entity the wallet that drives it, as app/id
 * @param sequence the wallet's event that said the last of this; {@code hash} is its
 * @param fee whether it is what the transfer cost on top of what was sent
 * @param closed the commit number since which nothing is open; null while something is
 */
record TransferRow(
        TransferId id,
        String entity,
        int leg,
        long sequence,
        Hash hash,
        TransferKind kind,
        State state,
        String asset,
        long amount,
        String source,
        String target,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable Long closed,
        @Nullable LegName reverses,
        @Nullable Denial denial,
        Note note,
        boolean fee) {
    /** The leg's end was recorded: it has an outcome, unless a decision gave it one before. */
    TransferRow ended(LegEnd end) {
        boolean decided = state != State.PENDING;
        return new TransferRow(
                id,
                entity,
                leg,
                end.sequence(),
                end.hash(),
                kind,
                decided ? state : end.state(),
                asset,
                amount,
                source,
                target,
                createdAt,
                decided ? endedAt : end.at(),
                end.closed(),
                reverses,
                decided ? denial : end.denial(),
                note,
                fee);
    }

    /** The transfer was decided as a whole; legs to wallets stay open until they have heard. */
    TransferRow decided(Decision decision) {
        return new TransferRow(
                id,
                entity,
                leg,
                decision.sequence(),
                decision.hash(),
                kind,
                decision.state(),
                asset,
                amount,
                source,
                target,
                createdAt,
                decision.at(),
                target.startsWith("@") ? Long.valueOf(decision.committed()) : closed,
                reverses,
                leg == decision.deniedLeg() ? decision.denial() : null,
                note,
                fee);
    }

    /** The end of a leg, as the source recorded it. */
    record LegEnd(
            TransferId id,
            String entity,
            int leg,
            long sequence,
            Hash hash,
            long closed,
            State state,
            Instant at,
            @Nullable Denial denial) {}

    /** The decision on an all-or-nothing transfer; no leg is denied if {@code deniedLeg} is -1. */
    record Decision(
            TransferId id,
            String entity,
            long sequence,
            Hash hash,
            long committed,
            State state,
            Instant at,
            int deniedLeg,
            @Nullable Denial denial) {}
}
