package io.florin.node.serialization;

import io.florin.protocol.codec.UnknownManifest;
import io.florin.protocol.codec.WalletReplyCodec;
import io.florin.protocol.wallet.WalletReply;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Replies on their way to another node. Pekko makes it from configuration. */
public final class WalletReplySerializer extends SerializerWithStringManifest {
    private static final String REPLY = "r1";

    @Override
    public int identifier() {
        return SerializerIds.WALLET_REPLY;
    }

    @Override
    public String manifest(Object reply) {
        return REPLY;
    }

    @Override
    public byte[] toBinary(Object given) {
        if (given instanceof WalletReply reply) return WalletReplyCodec.encode(reply);
        throw SerializerIds.notOurs(given);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        if (!manifest.equals(REPLY)) throw new UnknownManifest("wallet reply", manifest);
        return WalletReplyCodec.decode(bytes);
    }
}
