package io.florin.protocol.wallet;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.money.Asset;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A wallet after its event number {@code version}. Balances are sorted by asset; assets that it
 * never held are absent.
 */
public record WalletView(
        WalletId id,
        String owner,
        Status status,
        Permission debits,
        Permission credits,
        OverdraftLimits overdraft,
        OwnLimits limits,
        Map<String, String> metadata,
        long version,
        List<AssetView> balances,
        Instant createdAt) {
    /** Of a wallet without limits of its own. */
    public WalletView(
            WalletId id,
            String owner,
            Status status,
            Permission debits,
            Permission credits,
            OverdraftLimits overdraft,
            Map<String, String> metadata,
            long version,
            List<AssetView> balances,
            Instant createdAt) {
        this(
                id,
                owner,
                status,
                debits,
                credits,
                overdraft,
                OwnLimits.NONE,
                metadata,
                version,
                balances,
                createdAt);
    }

    public WalletView {
        balances = List.copyOf(balances);
    }

    /** Minor units; available = posted − held + the overdraft limit. */
    public record AssetView(Asset asset, long posted, long held, long available) {}
}
