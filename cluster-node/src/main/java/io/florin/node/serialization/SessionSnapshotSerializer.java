package io.florin.node.serialization;

import io.florin.node.session.rules.Session;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Session states in the snapshot store. One that a newer release wrote throws {@link
 * io.florin.protocol.codec.UnknownManifest}, and the store takes an older one, or none. Pekko makes
 * it from configuration.
 */
public final class SessionSnapshotSerializer extends SerializerWithStringManifest {
    @Override
    public int identifier() {
        return SerializerIds.SESSION_SNAPSHOT;
    }

    @Override
    public String manifest(Object session) {
        return SessionSnapshotCodec.MANIFEST;
    }

    @Override
    public byte[] toBinary(Object given) {
        if (given instanceof Session session) return SessionSnapshotCodec.encode(session);
        throw SerializerIds.notOurs(given);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        return SessionSnapshotCodec.decode(manifest, bytes);
    }
}
