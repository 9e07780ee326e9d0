package io.florin.protocol.webhook;

import java.util.Arrays;

/** Bytes as they arrived, equal by what they are. They are not copied: nobody writes to them. */
@SuppressWarnings("ArrayRecordComponent") // equals, hashCode and toString are our own
public record RawBytes(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
        return other instanceof RawBytes(var content) && Arrays.equals(bytes, content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** What providers tell is about people, and belongs into no log. */
    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
