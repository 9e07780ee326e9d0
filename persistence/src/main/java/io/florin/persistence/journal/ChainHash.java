package io.florin.persistence.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Computes the hash of an event from the hash of the entity's event before it: SHA-256 over one
 * version byte, the previous hash, and entity, sequence, serializer, manifest, key, ref, bytes;
 * then, only if the event has any, its rarely used parts. Text is UTF-8; text and bytes are
 * preceded by their length in four bytes (-1 for none); numbers are big-endian. The format is
 * frozen: stored hashes depend on it.
 *
 * <p>Not thread-safe: one instance per thread.
 */
public final class ChainHash {
    private static final byte VERSION = 1;
    private static final int NONE = -1;

    private final MessageDigest digest;
    private ByteBuffer frame = ByteBuffer.allocate(4096);

    public ChainHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    Hash next(Hash previous, String entity, NewEvent event) {
        frame.clear();
        put(VERSION);
        putRaw(previous.bytes());
        putText(entity);
        putLong(event.sequence());
        putInt(event.payload().serializer());
        putText(event.payload().manifest());
        putText(event.key());
        putText(event.ref());
        putInt(event.payload().bytes().length);
        flush();
        digest.update(event.payload().bytes());
        if (event.extras() != null) putExtras(event.extras());
        flush();
        return new Hash(digest.digest());
    }

    private void putExtras(NewEvent.Extras extras) {
        putText(extras.adapterManifest());
        var metadata = extras.metadata();
        if (metadata == null) {
            putInt(NONE);
            return;
        }
        putInt(metadata.bytes().length);
        putRaw(metadata.bytes());
        putInt(metadata.serializer());
        putText(metadata.manifest());
    }

    private void putText(@Nullable String text) {
        if (text == null) {
            putInt(NONE);
            return;
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        putInt(bytes.length);
        putRaw(bytes);
    }

    private void put(byte value) {
        room(1);
        frame.put(value);
    }

    private void putInt(int value) {
        room(Integer.BYTES);
        frame.putInt(value);
    }

    private void putLong(long value) {
        room(Long.BYTES);
        frame.putLong(value);
    }

    private void putRaw(byte[] bytes) {
        room(bytes.length);
        frame.put(bytes);
    }

    private void room(int bytes) {
        if (frame.remaining() >= bytes) return;
        flush();
        if (frame.capacity() < bytes) frame = ByteBuffer.allocate(bytes);
    }

    private void flush() {
        digest.update(frame.flip());
        frame.clear();
    }
}
