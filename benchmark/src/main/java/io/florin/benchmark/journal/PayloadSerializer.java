package io.florin.benchmark.journal;

import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Bytes as they are, so that both journals store the same and neither pays for a codec. */
final class PayloadSerializer extends SerializerWithStringManifest {
    private static final int IDENTIFIER = 770_001;
    private static final String MANIFEST = "p";

    /** Called by Pekko. */
    public PayloadSerializer() {}

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object payload) {
        return MANIFEST;
    }

    @Override
    public byte[] toBinary(Object payload) {
        return ((Payload) payload).bytes();
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        return new Payload(bytes, null, null);
    }
}
