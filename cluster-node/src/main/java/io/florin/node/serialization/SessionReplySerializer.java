package io.florin.node.serialization;

import io.florin.protocol.codec.SessionReplyCodec;
import io.florin.protocol.codec.UnknownManifest;
import io.florin.protocol.session.SessionReply;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Sessions' replies on their way to another node. Pekko makes it from configuration. */
public final class SessionReplySerializer extends SerializerWithStringManifest {
    private static final String REPLY = "r1";

    @Override
    public int identifier() {
        return SerializerIds.SESSION_REPLY;
    }

    @Override
    public String manifest(Object reply) {
        return REPLY;
    }

    @Override
    public byte[] toBinary(Object given) {
        if (given instanceof SessionReply reply) return SessionReplyCodec.encode(reply);
        throw SerializerIds.notOurs(given);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        if (!manifest.equals(REPLY)) throw new UnknownManifest("session reply", manifest);
        return SessionReplyCodec.decode(bytes);
    }
}
