package io.florin.protocol.payment;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.job.JobError;
import io.florin.protocol.money.Money;
import io.florin.protocol.payment.NewPayout.Destination;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money that leaves, as it is. Its job has the same id and holds the money.
 *
 * @param object the provider's own id of it, once that is known
 * @param error why it failed, or what stands in the way
 * @param decision by which a person ended what nobody knew
 */
public record Payout(
        PaymentId id,
        Provider provider,
        WalletId wallet,
        Money money,
        Money amount,
        Destination to,
        PayoutState state,
        @Nullable String object,
        @Nullable JobError error,
        @Nullable Decision decision,
        Instant createdAt,
        Instant changedAt) {}
