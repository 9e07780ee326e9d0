package io.florin.protocol.wallet;

import io.florin.protocol.refusal.Denial;
import io.florin.protocol.refusal.Refusal;

/** Everything a wallet can reply. Both ends of the wire switch over it exhaustively. */
public sealed interface WalletReply {
    /** Final: done; {@code replayed}: it had been before this request. */
    record Done(Answer answer, boolean replayed) implements WalletReply {}

    /** Final: no. {@code replayed}: it had been said before. */
    record Denied(Denial denial, boolean replayed) implements WalletReply {}

    /** Certainly not taken: a bound was hit first. Nothing will happen. */
    record NotTaken(Refusal why) implements WalletReply {}

    /** Nobody knows in time: it may happen or not. Ask again under the same name. */
    record InDoubt() implements WalletReply {}
}
