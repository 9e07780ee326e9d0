package io.florin.protocol.codec;

import com.google.protobuf.InvalidProtocolBufferException;

/** The one place where a failure to read bytes becomes {@link MalformedBytes}. */
final class Decoding {
    @FunctionalInterface
    interface Reader<T> {
        T read(byte[] bytes) throws InvalidProtocolBufferException;
    }

    private Decoding() {}

    /** Runs the reader; {@code what} is for the message of a failure. */
    static <T> T decode(String what, byte[] bytes, Reader<T> reader) {
        try {
            return reader.read(bytes);
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new MalformedBytes(what, e);
        }
    }
}
