package io.florin.protocol.trace;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes ids. They are for finding lines in logs, not for keeping anything safe: a counter from a
 * random start, well shuffled, so that no two of a process are the same. Thread-safe.
 */
public final class TraceIds {
    private static final HexFormat HEX = HexFormat.of();
    private static final String SAMPLED = "01";
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final String process;
    private final AtomicLong next;
    private final long sampledBelow;

    /** Of traces that nobody samples, but for those of others. */
    public TraceIds(RandomGenerator random) {
        this(random, 0);
    }

    /** {@code ratio}: how many of the traces that begin here are sampled, 0 to 1. */
    public TraceIds(RandomGenerator random, double ratio) {
        this.sampledBelow = ratio == 1 ? Long.MAX_VALUE : (long) (ratio * Long.MAX_VALUE);
        this.process = HEX.toHexDigits(random.nextLong() | 1);
        this.next = new AtomicLong(random.nextLong());
    }

    /** A part of the trace, or of one that begins here. */
    public Trace within(@Nullable Trace whole) {
        long number = shuffled(next.getAndAdd(GOLDEN));
        var id = HEX.toHexDigits(number);
        if (whole != null) return whole.part(id);
        boolean isSampled = number >>> 1 < sampledBelow;
        return new Trace(process + id, id, isSampled ? SAMPLED : Trace.NO_FLAGS);
    }

    /** Another one for each (SplitMix64), and never zero, which would be no id. */
    private static long shuffled(long number) {
        long mixed = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        mixed ^= mixed >>> 31;
        return mixed == 0 ? 1 : mixed;
    }
}
