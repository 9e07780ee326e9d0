package io.florin.node.serialization;

import io.florin.node.rules.Wallet;
import io.florin.node.wallet.WalletSettings;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Wallet states in the snapshot store. One that a newer release wrote throws {@link
 * io.florin.protocol.codec.UnknownManifest}, and the store takes an older one, or none. Pekko makes
 * it from configuration.
 */
public final class WalletSnapshotSerializer extends SerializerWithStringManifest {
    private final int nameCapacity;

    public WalletSnapshotSerializer(ExtendedActorSystem system) {
        var settings = WalletSettings.from(system.settings().config());
        nameCapacity = settings.process().nameCapacity();
    }

    @Override
    public int identifier() {
        return SerializerIds.WALLET_SNAPSHOT;
    }

    @Override
    public String manifest(Object wallet) {
        return WalletSnapshotCodec.MANIFEST;
    }

    @Override
    public byte[] toBinary(Object given) {
        if (given instanceof Wallet wallet) return WalletSnapshotCodec.encode(wallet);
        throw SerializerIds.notOurs(given);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        return WalletSnapshotCodec.decode(manifest, bytes, nameCapacity);
    }
}
