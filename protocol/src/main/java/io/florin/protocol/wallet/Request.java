package io.florin.protocol.wallet;

import io.florin.protocol.trace.Trace;
import io.florin.protocol.transfer.Leg;
import org.jspecify.annotations.Nullable;

/**
 * A command under the caller's idempotency key (1 to {@value #MAX_KEY_CHARS} printable ASCII
 * characters). Without a key the command's own id is its name. The terms are the edge's own.
 *
 * @param trace what it belongs to, for the logs: a repeat may have another, or none
 */
public record Request(
        @Nullable String key, WalletCommand command, Terms terms, @Nullable Trace trace) {
    public static final int MAX_KEY_CHARS = 255;

    public Request {
        if (key != null && !isKey(key)) {
            throw new IllegalArgumentException(
                    "An idempotency key is 1 to %d printable ASCII characters."
                            .formatted(MAX_KEY_CHARS));
        }
        if (terms.fee() > 0
                && command instanceof WalletCommand.Transfer transfer
                && transfer.legs().size() == Leg.MAX_LEGS) {
            throw new IllegalArgumentException(
                    "A transfer with a fee has at most %d legs; the fee is one."
                            .formatted(Leg.MAX_LEGS - 1));
        }
    }

    /** That nobody traces so far. */
    public Request(@Nullable String key, WalletCommand command, Terms terms) {
        this(key, command, terms, null);
    }

    /** Of a caller who may touch any wallet. */
    public Request(@Nullable String key, WalletCommand command) {
        this(key, command, Terms.FREE);
    }

    /** The same, as part of a trace, unless it has one. */
    public Request tracedBy(@Nullable Trace other) {
        return trace != null || other == null ? this : new Request(key, command, terms, other);
    }

    /**
     * Whether the wallet knows it again when it is sent a second time, and gives the same answer.
     * What has no name of its own and no key would be refused, or done twice.
     */
    public boolean isNamed() {
        if (key != null) return true;
        return switch (command) {
            case WalletCommand.Transfer _,
                    WalletCommand.Hold _,
                    WalletCommand.SubmitJob _,
                    WalletCommand.EndJob _ ->
                    true;
            case WalletCommand.Open _,
                    WalletCommand.Update _,
                    WalletCommand.Deposit _,
                    WalletCommand.Withdraw _,
                    WalletCommand.Capture _,
                    WalletCommand.Release _,
                    WalletCommand.Reverse _ ->
                    false;
        };
    }

    public static boolean isKey(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_KEY_CHARS
                && text.chars().allMatch(c -> c >= 0x20 && c <= 0x7e);
    }
}
