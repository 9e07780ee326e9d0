package io.florin.simulation.wallet;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.wallet.Inquiry;
import io.florin.protocol.wallet.Request;
import java.time.Instant;

/**
 * One copy of something that a client asks of a wallet; each copy is answered by itself.
 *
 * @param durableBefore the wallet's highest sequence number when the copy was sent
 */
public record Call(
        long number,
        Errand errand,
        WalletId wallet,
        Asked asked,
        Instant deadline,
        long durableBefore) {
    /** What is asked. */
    public sealed interface Asked {}

    public record Order(Request request) implements Asked {}

    public record Question(Inquiry inquiry) implements Asked {}

    @Override
    public String toString() {
        return "call " + number + " of errand " + errand.number() + ", " + asked;
    }
}
