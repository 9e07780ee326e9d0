package io.florin.protocol.wallet;

import io.florin.protocol.account.Account;
import io.florin.protocol.account.Note;
import io.florin.protocol.money.Asset;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.transfer.TransferKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transfer as its decider knows it, from durable facts only. {@code completedAt} is the time of
 * the event that ended it: the last destination's own, or the decision's. {@code amount} is the sum
 * of the legs; {@code fee} was paid besides, and is none of them.
 */
public record TransferView(
        TransferId id,
        Account from,
        TransferKind kind,
        State state,
        Asset asset,
        long amount,
        List<LegView> legs,
        @Nullable LegName reverses,
        Note note,
        Instant createdAt,
        @Nullable Instant completedAt,
        long fee) {
    /** Without a fee. */
    public TransferView(
            TransferId id,
            Account from,
            TransferKind kind,
            State state,
            Asset asset,
            long amount,
            List<LegView> legs,
            @Nullable LegName reverses,
            Note note,
            Instant createdAt,
            @Nullable Instant completedAt) {
        this(id, from, kind, state, asset, amount, legs, reverses, note, createdAt, completedAt, 0);
    }

    public TransferView {
        legs = List.copyOf(legs);
    }

    /**
     * PENDING → COMPLETED (at least one leg went through) | RETURNED (none did). A refused transfer
     * never began.
     */
    public enum State {
        PENDING,
        COMPLETED,
        RETURNED
    }

    /** One leg; {@code denial} says why it came back. */
    public record LegView(Account to, long amount, State state, @Nullable Denial denial) {}
}
