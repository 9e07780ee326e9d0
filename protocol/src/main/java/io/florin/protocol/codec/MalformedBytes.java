package io.florin.protocol.codec;

/** Bytes that are not what their manifest says, or that hold a word this release does not know. */
public final class MalformedBytes extends RuntimeException {
    public MalformedBytes(String what, Throwable cause) {
        super("These bytes are no " + what + ": " + cause.getMessage(), cause);
    }
}
