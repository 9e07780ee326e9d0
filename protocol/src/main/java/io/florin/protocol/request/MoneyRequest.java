package io.florin.protocol.request;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Refusal;
import io.florin.protocol.transfer.TransferId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request for money and what became of it.
 *
 * @param from the user who asks
 * @param to the user who is to pay; null for a refund, which an operator decides
 * @param transfer what is to be refunded; null for a payment
 * @param attempt how often it was accepted: belongs into the id of the transfer that follows
 * @param outcome why the money of the last attempt did not move; null otherwise
 */
public record MoneyRequest(
        String app,
        String id,
        Kind kind,
        State state,
        String from,
        @Nullable String to,
        Money amount,
        @Nullable String memo,
        @Nullable Transferred transfer,
        int attempt,
        Instant createdAt,
        @Nullable Instant answeredAt,
        @Nullable String answeredBy,
        @Nullable Refusal outcome) {
    /** Names are stored, hence for ever. */
    public enum Kind {
        PAYMENT,
        REFUND
    }

    /** Names are stored, hence for ever. */
    public enum State {
        PENDING,
        /** The transfer is under way. */
        ACCEPTED,
        DONE,
        REJECTED
    }

    /** A transfer, named by its source wallet and id. */
    public record Transferred(WalletId source, TransferId id) {}
}
