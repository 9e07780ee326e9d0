package io.florin.persistence.journal;

import java.util.Arrays;

/**
 * An object as bytes, with what Pekko needs to read it again. The bytes are not copied: nobody
 * writes to them.
 */
@SuppressWarnings("ArrayRecordComponent") // equals, hashCode and toString are our own
public record Serialized(int serializer, String manifest, byte[] bytes) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Serialized(var id, var name, var content)
                && serializer == id
                && manifest.equals(name)
                && Arrays.equals(bytes, content);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * serializer + manifest.hashCode()) + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Serialized[" + serializer + ", " + manifest + ", " + bytes.length + " bytes]";
    }
}
