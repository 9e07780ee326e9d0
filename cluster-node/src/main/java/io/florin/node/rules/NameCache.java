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
    private final int oldest;
    private final long stored;

    /** {@code oldest}: where the oldest is once the array has its full length, a ring then. */
    private NameCache(int capacity, long[] hashes, int oldest, long stored) {
        this.capacity = capacity;
        this.hashes = hashes;
        this.oldest = oldest;
        this.stored = stored;
    }

    /** {@code capacity}: how many names are remembered, at least 2. */
    public static NameCache empty(int capacity) {
        if (capacity < 2)
            throw new IllegalArgumentException("A name cache holds at least 2 names.");
        return new NameCache(capacity, new long[0], 0, 0);
    }

    /** As it was stored, oldest first, cut to the capacity of today. */
    public static NameCache of(int capacity, long[] oldestFirst, long stored) {
        int from = Math.max(0, oldestFirst.length - capacity);
        var kept = Arrays.copyOfRange(oldestFirst, from, oldestFirst.length);
        return new NameCache(capacity, kept, 0, stored);
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
        var next = Arrays.copyOf(hashes, Math.min(capacity, hashes.length + more));
        int at = hashes.length;
        if (key != null) next[place(at++)] = hashOfKey(key);
        if (ref != null) next[place(at++)] = hashOfRef(ref);
        int replaced = Math.max(0, at - capacity);
        return new NameCache(capacity, next, (oldest + replaced) % capacity, stored + more);
    }

    /** Where the name goes that is number {@code at}: at the end, or over the oldest. */
    private int place(int at) {
        return at < capacity ? at : (oldest + at - capacity) % capacity;
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
        int tail = hashes.length - oldest;
        System.arraycopy(hashes, oldest, ordered, 0, tail);
        System.arraycopy(hashes, 0, ordered, tail, oldest);
        return ordered;
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
