package io.florin.node.serialization;

import io.florin.protocol.codec.SessionEventCodec;
import io.florin.protocol.session.SessionEvent;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Session events in the journal. Pekko makes it from configuration. */
public final class SessionEventSerializer extends SerializerWithStringManifest {
    @Override
    public int identifier() {
        return SerializerIds.SESSION_EVENT;
    }

    @Override
    public String manifest(Object event) {
        return SessionEventCodec.manifest(own(event));
    }

    @Override
    public byte[] toBinary(Object event) {
        return SessionEventCodec.encode(own(event));
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        return SessionEventCodec.decode(manifest, bytes);
    }

    private static SessionEvent own(Object given) {
        if (given instanceof SessionEvent event) return event;
        throw SerializerIds.notOurs(given);
    }
}
