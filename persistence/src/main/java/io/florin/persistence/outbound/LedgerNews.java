package io.florin.persistence.outbound;

import io.florin.persistence.events.EventRow;
import io.florin.persistence.ledger.Afterwards;
import io.florin.persistence.ledger.RecordedEvent;
import io.florin.persistence.outbound.NewsRows.HoldNews;
import io.florin.persistence.outbound.NewsRows.RefusalNews;
import io.florin.persistence.outbound.NewsRows.TransferName;
import io.florin.persistence.projection.MarkTable;
import io.florin.persistence.projection.MarkTable.Mark;
import io.florin.protocol.account.SystemAccount;
import io.florin.protocol.outbound.EventType;
import io.florin.protocol.wallet.HoldFacts;
import io.florin.protocol.wallet.WalletEvent;
import io.florin.protocol.wallet.WalletEvent.Debited;
import io.florin.protocol.wallet.WalletEvent.Held;
import io.florin.protocol.wallet.WalletEvent.Refunded;
import io.florin.protocol.wallet.WalletEvent.Refused;
import io.florin.protocol.wallet.WalletEvent.Released;
import io.florin.protocol.wallet.WalletEvent.Settled;
import io.florin.protocol.wallet.WalletEvent.TransferProgress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a group of events gives apps to be told of; written in its transaction, after the rows of
 * the ledger, from which whole transfers are read. Not thread-safe.
 */
public final class LedgerNews {
    private static final String TRANSFER = "t/";

    private final List<Mark> marks;
    private final Set<TransferName> transfers = new LinkedHashSet<>();
    private final List<HoldNews> holds = new ArrayList<>();
    private final List<RefusalNews> refusals = new ArrayList<>();

    LedgerNews(List<Mark> marks) {
        this.marks = marks;
    }

    private static final String WANTED =
            "select exists (select from webhook_endpoint where deleted_at is null)";

    /** Empty if no app has an endpoint, so that there is nothing more to do. */
    public static Optional<LedgerNews> ifWanted(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(WANTED);
                var row = statement.executeQuery()) {
            row.next();
            if (!row.getBoolean(1)) return Optional.empty();
        }
        return Optional.of(new LedgerNews(MarkTable.read(connection)));
    }

    /** What was read before the read side was emptied is none. */
    public void add(EventRow row, RecordedEvent recorded) {
        if (marks.stream().anyMatch(mark -> mark.covers(row.slice(), row.offset()))) return;
        transfer(recorded);
        hold(recorded);
        if (recorded.event() instanceof Refused refused) refusal(recorded, refused);
    }

    private void transfer(RecordedEvent recorded) {
        var id =
                switch (recorded.event()) {
                    case Debited e -> e.id();
                    case Refunded e -> e.id();
                    case TransferProgress e -> e.id();
                    default -> null;
                };
        if (id == null) return;
        transfers.add(new TransferName(recorded.wallet().app(), recorded.entity(), id.value()));
    }

    private void hold(RecordedEvent recorded) {
        var facts = Afterwards.hold(recorded.event());
        if (facts == null) return;
        var type = type(recorded.event(), facts);
        if (type == null) return;
        var source = "h/" + recorded.entity() + "/" + recorded.sequence();
        holds.add(new HoldNews(recorded.wallet(), source, type, facts, recorded.event().at()));
    }

    /** Null where nothing has become certain: a capture is under way, or came back. */
    static @Nullable EventType type(WalletEvent event, HoldFacts facts) {
        return switch (event) {
            case Held _ -> EventType.HOLD_CREATED;
            case Released _ ->
                    facts.state() == HoldFacts.State.EXPIRED
                            ? EventType.HOLD_EXPIRED
                            : EventType.HOLD_RELEASED;
            case Settled _ -> EventType.HOLD_CAPTURED;
            case Debited e ->
                    e.legs().stream().allMatch(leg -> leg.to() instanceof SystemAccount)
                            ? EventType.HOLD_CAPTURED
                            : null;
            default -> null;
        };
    }

    private void refusal(RecordedEvent recorded, Refused event) {
        var name = event.name();
        if (name == null || !name.startsWith(TRANSFER)) return;
        var source = "r/" + recorded.entity() + "/" + recorded.sequence();
        var id = name.substring(TRANSFER.length());
        refusals.add(new RefusalNews(recorded.wallet(), source, id, event.denial(), event.at()));
    }

    /** Some statements of one transaction, which the caller commits. */
    public void write(Connection connection) throws SQLException {
        NewsRows.transfers(connection, List.copyOf(transfers));
        NewsRows.holds(connection, holds);
        NewsRows.refusals(connection, refusals);
    }
}
