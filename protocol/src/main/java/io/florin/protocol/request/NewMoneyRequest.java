package io.florin.protocol.request;

import io.florin.protocol.money.Money;
import io.florin.protocol.request.MoneyRequest.Kind;
import io.florin.protocol.request.MoneyRequest.Transferred;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request to be: with {@code to} a payment, with {@code transfer} a refund. The fingerprint is of
 * what the client sent: a repeat of the id must have it.
 */
public record NewMoneyRequest(
        String app,
        String id,
        String from,
        @Nullable String to,
        Money amount,
        @Nullable String memo,
        @Nullable Transferred transfer,
        String fingerprint,
        Instant at) {
    public NewMoneyRequest {
        if ((to == null) == (transfer == null)) {
            throw new IllegalArgumentException(
                    "Ask a payer, or for a transfer's refund; not both.");
        }
        if (transfer != null && !transfer.source().app().equals(app)) {
            throw new IllegalArgumentException("The transfer is of another app.");
        }
        if (from.equals(to)) {
            throw new IllegalArgumentException("Nobody asks themselves for money.");
        }
    }

    public Kind kind() {
        return transfer == null ? Kind.PAYMENT : Kind.REFUND;
    }
}
