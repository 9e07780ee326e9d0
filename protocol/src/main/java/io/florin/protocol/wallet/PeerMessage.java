package io.florin.protocol.wallet;

import io.florin.protocol.account.Note;
import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Money;
import io.florin.protocol.refusal.Denial;
import io.florin.protocol.transfer.LegName;
import io.florin.protocol.transfer.TransferKind;
import java.time.Instant;

/**
 * What two wallets say to each other about one leg. May be lost, repeated, reordered or late by an
 * hour; the source repeats each question until it is answered, and every answer can be given again.
 */
public sealed interface PeerMessage {
    /** The wallet that is to receive the message. */
    WalletId to();

    LegName leg();

    /** Source to destination. */
    sealed interface Question extends PeerMessage {}

    /** Take this leg; {@code promised}: only receive it, the decision follows. */
    record Credit(
            WalletId to, LegName leg, TransferKind kind, Money money, Note note, boolean promised)
            implements Question {}

    /** Make a received leg spendable. */
    record Confirm(WalletId to, LegName leg) implements Question {}

    /** Forget a received leg; refuse it for ever if it has not come. */
    record Cancel(WalletId to, LegName leg) implements Question {}

    /** Destination to source: what became of a question. */
    sealed interface Answer extends PeerMessage {
        @Override
        default WalletId to() {
            return leg().from();
        }
    }

    /** Credited (or received, if only promised), at the time of that event. */
    record Accepted(LegName leg, Instant at) implements Answer {}

    /** Refused, for ever. */
    record Declined(LegName leg, Denial denial) implements Answer {}

    /** Spendable since. */
    record LegSpendable(LegName leg, Instant at) implements Answer {}

    /** Forgotten since. */
    record LegForgotten(LegName leg, Instant at) implements Answer {}
}
