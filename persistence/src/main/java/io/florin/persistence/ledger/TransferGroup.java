package io.florin.persistence.ledger;

import io.florin.persistence.ledger.TransferRow.Decision;
import io.florin.persistence.ledger.TransferRow.LegEnd;
import io.florin.protocol.account.Note;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.transfer.Leg;
import io.florin.protocol.transfer.TransferId;
import io.florin.protocol.transfer.TransferKind;
import io.florin.protocol.wallet.TransferView.State;
import io.florin.protocol.wallet.WalletEvent.Cancelled;
import io.florin.protocol.wallet.WalletEvent.Confirmed;
import io.florin.protocol.wallet.WalletEvent.Debited;
import io.florin.protocol.wallet.WalletEvent.Refunded;
import io.florin.protocol.wallet.WalletEvent.Returned;
import io.florin.protocol.wallet.WalletEvent.Settled;
import io.florin.protocol.wallet.WalletEvent.TransferProgress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a group of events says of transfers. Most transfers begin and end within a group and are
 * then written once; the ends of older ones are updates. Not thread-safe.
 */
final class TransferGroup {
    private record Key(String entity, TransferId id) {}

    private final Map<Key, TransferRow[]> begun = new HashMap<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final List<LegEnd> ends = new ArrayList<>();

    void begin(RecordedEvent recorded, Debited event) {
        var legs = new TransferRow[event.legs().size()];
        boolean decidedLater =
                event.allOrNothing()
                        && event.legs().stream().anyMatch(leg -> leg.to() instanceof WalletId);
        for (int leg = 0; leg < legs.length; leg++) {
            legs[leg] = leg(recorded, event, leg, decidedLater);
        }
        begun.put(new Key(recorded.entity(), event.id()), legs);
    }

    private static TransferRow leg(
            RecordedEvent recorded, Debited event, int index, boolean decidedLater) {
        Leg leg = event.legs().get(index);
        boolean paid = leg.to() instanceof SystemAccount && !decidedLater;
        return new TransferRow(
                event.id(),
                recorded.entity(),
                index,
                recorded.sequence(),
                recorded.hash(),
                event.kind(),
                paid ? State.COMPLETED : State.PENDING,
                event.asset().code(),
                leg.amount(),
                recorded.wallet().name(),
                leg.to().name(),
                event.at(),
                paid ? event.at() : null,
                paid ? Long.valueOf(recorded.committed()) : null,
                event.reverses(),
                null,
                index == 0 ? event.note() : Note.NONE,
                event.isFee(index));
    }

    /** The wallet took back what it had paid to a system account: begun and ended at once. */
    void refund(RecordedEvent recorded, Refunded event) {
        var row =
                new TransferRow(
                        event.id(),
                        recorded.entity(),
                        0,
                        recorded.sequence(),
                        recorded.hash(),
                        TransferKind.REVERSAL,
                        State.COMPLETED,
                        event.money().asset().code(),
                        event.money().minor(),
                        event.account().name(),
                        recorded.wallet().name(),
                        event.at(),
                        event.at(),
                        recorded.committed(),
                        event.original(),
                        null,
                        event.note(),
                        false);
        begun.put(new Key(recorded.entity(), event.id()), new TransferRow[] {row});
    }

    void progress(RecordedEvent recorded, TransferProgress event) {
        switch (event) {
            case Settled e -> end(recorded, e, e.leg(), State.COMPLETED, e.creditedAt(), null);
            case Returned e -> end(recorded, e, e.leg(), State.RETURNED, e.at(), e.denial());
            case Confirmed e -> decide(recorded, e, State.COMPLETED, -1, null);
            case Cancelled e -> decide(recorded, e, State.RETURNED, e.leg(), e.denial());
        }
    }

    private void end(
            RecordedEvent recorded,
            TransferProgress event,
            int leg,
            State state,
            Instant at,
            @Nullable Denial denial) {
        var end =
                new LegEnd(
                        event.id(),
                        recorded.entity(),
                        leg,
                        recorded.sequence(),
                        recorded.hash(),
                        recorded.committed(),
                        state,
                        at,
                        denial);
        var legs = begun.get(new Key(end.entity(), end.id()));
        if (legs == null) {
            ends.add(end);
        } else {
            legs[leg] = legs[leg].ended(end);
        }
    }

    private void decide(
            RecordedEvent recorded,
            TransferProgress event,
            State state,
            int deniedLeg,
            @Nullable Denial denial) {
        var decision =
                new Decision(
                        event.id(),
                        recorded.entity(),
                        recorded.sequence(),
                        recorded.hash(),
                        recorded.committed(),
                        state,
                        event.at(),
                        deniedLeg,
                        denial);
        var legs = begun.get(new Key(decision.entity(), decision.id()));
        if (legs == null) {
            decisions.add(decision);
        } else {
            Arrays.setAll(legs, leg -> legs[leg].decided(decision));
        }
    }

    void write(Connection connection) throws SQLException {
        var rows = new ArrayList<TransferRow>(begun.size());
        begun.values().forEach(legs -> rows.addAll(Arrays.asList(legs)));
        rows.sort(Comparator.comparing(row -> row.id().value()));
        TransferTable.begin(connection, rows);
        TransferTable.decide(connection, decisions);
        TransferTable.end(connection, ends);
    }
}
