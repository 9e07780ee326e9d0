package io.florin.node.rules;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The names that a wallet stored last, as 64-bit hashes, and how many it ever stored. A hash that
 * is here says <em>look it up</em>; one that is not here says <em>never stored</em>, but only while
 * the cache still holds every name: {@link #complete}. Immutable; equal by content.
 */
public final class NameCache {
    private final int capacity;
    private final long[] hashes;
    private final long stored;

    private NameCache(int capacity, long[] hashes, long stored) {
        this.capacity = capacity;
        this.hashes = hashes;
        this.stored = stored;
    }

    /** {@code capacity}: how many names are remembered, at least 2. */
    public static NameCache empty(int capacity) {
        if (capacity < 2)
            throw new IllegalArgumentException("A name cache holds at least 2 names.");
        return new NameCache(capacity, new long[0], 0);
    }

    /** As it was stored, oldest first, cut to the capacity of today. */
    public static NameCache of(int capacity, long[] oldestFirst, long stored) {
        int kept = Math.min(capacity, oldestFirst.length);
        var newest = Arrays.copyOfRange(oldestFirst, oldestFirst.length - kept, oldestFirst.length);
        return new NameCache(capacity, rotate(newest, stored, capacity), stored);
    }

    /** How a name is remembered; keys and refs are two spaces. */
    public static long hashOfKey(String key) {
        return hash(key, 'K');
    }

    public static long hashOfRef(String ref) {
        return hash(ref, 'R');
    }

    /** FNV-1a over the characters, then a finaliser; frozen, because snapshots carry it. */
    private static long hash(String name, char space) {
        long hash = (0xcbf29ce484222325L ^ space) * 0x100000001b3L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        return hash ^ (hash >>> 33);
    }

    public NameCache with(@Nullable String key, @Nullable String ref) {
        if (key == null && ref == null) return this;
        int more = (key == null ? 0 : 1) + (ref == null ? 0 : 1);
        var grown = Arrays.copyOf(hashes, Math.min(capacity, hashes.length + more));
        long count = stored;
        if (key != null) grown[(int) (count++ % capacity)] = hashOfKey(key);
        if (ref != null) grown[(int) (count++ % capacity)] = hashOfRef(ref);
        return new NameCache(capacity, grown, count);
    }

    /** Whether a name that is not here was never stored. */
    public boolean complete() {
        return stored == hashes.length;
    }

    public boolean mayHold(long hash) {
        for (long each : hashes) {
            if (each == hash) return true;
        }
        return false;
    }

    /** How many names this wallet has ever stored. */
    public long stored() {
        return stored;
    }

    public long[] oldestFirst() {
        var ordered = new long[hashes.length];
        for (int i = 0; i < hashes.length; i++) {
            ordered[i] = hashes[(int) ((stored - hashes.length + i) % capacity)];
        }
        return ordered;
    }

    private static long[] rotate(long[] oldestFirst, long stored, int capacity) {
        var ring = new long[oldestFirst.length];
        if (oldestFirst.length < capacity) return repack(oldestFirst);
        for (int i = 0; i < oldestFirst.length; i++) {
            ring[(int) ((stored - oldestFirst.length + i) % capacity)] = oldestFirst[i];
        }
        return ring;
    }

    private static long[] repack(long[] oldestFirst) {
        return oldestFirst.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NameCache that
                && stored == that.stored
                && Arrays.equals(oldestFirst(), that.oldestFirst());
    }

    @Override
    public int hashCode() {
        return Long.hashCode(stored);
    }

    @Override
    public String toString() {
        return "NameCache[" + hashes.length + " of " + stored + "]";
    }
}
