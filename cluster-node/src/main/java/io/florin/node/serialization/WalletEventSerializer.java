package io.florin.node.serialization;

import io.florin.protocol.codec.WalletEventCodec;
import io.florin.protocol.wallet.WalletEvent;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Wallet events in the journal. Pekko makes it from configuration. */
public final class WalletEventSerializer extends SerializerWithStringManifest {
    @Override
    public int identifier() {
        return SerializerIds.WALLET_EVENT;
    }

    @Override
    public String manifest(Object event) {
        return WalletEventCodec.manifest(own(event));
    }

    @Override
    public byte[] toBinary(Object event) {
        return WalletEventCodec.encode(own(event));
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        return WalletEventCodec.decode(manifest, bytes);
    }

    private static WalletEvent own(Object given) {
        if (given instanceof WalletEvent event) return event;
        throw SerializerIds.notOurs(given);
    }
}
