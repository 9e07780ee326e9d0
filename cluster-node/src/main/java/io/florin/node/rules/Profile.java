package io.florin.node.rules;

import io.florin.protocol.wallet.OverdraftLimits;
import io.florin.protocol.wallet.OwnLimits;
import io.florin.protocol.wallet.Permission;
import io.florin.protocol.wallet.Status;
import java.time.Instant;
import java.util.Map;

/** Who owns the wallet and what it may do. */
public record Profile(
        Status status,
        String owner,
        Instant createdAt,
        Permission debits,
        Permission credits,
        OverdraftLimits overdraft,
        OwnLimits limits,
        Map<String, String> metadata) {
    /** Of a wallet that was never opened. */
    public static final Profile ABSENT =
            new Profile(
                    Status.ABSENT,
                    "",
                    Instant.EPOCH,
                    Permission.ALLOWED,
                    Permission.ALLOWED,
                    OverdraftLimits.NONE,
                    OwnLimits.NONE,
                    Map.of());

    public boolean isOpen() {
        return status == Status.OPEN;
    }
}
