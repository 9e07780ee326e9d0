package io.florin.protocol.payment;

import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;

/** Everything that can be answered to who wants a payment or a payout, or a change of one. */
public sealed interface Taking<T> {
    /** {@code replayed}: the same request had been taken before. */
    record Taken<T>(T value, boolean replayed) implements Taking<T> {}

    record Denied<T>(Denial denial, boolean replayed) implements Taking<T> {}

    /** Certainly not taken. */
    record NotTaken<T>(Refusal why) implements Taking<T> {}

    /** Nobody knows in time; ask again under the same name. */
    record InDoubt<T>() implements Taking<T> {}
}
