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
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final String process;
    private final AtomicLong next;

    public TraceIds(RandomGenerator random) {
        this.process = HEX.toHexDigits(random.nextLong() | 1);
        this.next = new AtomicLong(random.nextLong());
    }

    /** A part of the trace, or of one that begins here. */
    public Trace within(@Nullable Trace whole) {
        var id = HEX.toHexDigits(shuffled(next.getAndAdd(GOLDEN)));
        return whole == null ? new Trace(process + id, id, Trace.NO_FLAGS) : whole.part(id);
    }

    /** Another one for each (SplitMix64), and never zero, which would be no id. */
    private static long shuffled(long number) {
        long mixed = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        mixed ^= mixed >>> 31;
        return mixed == 0 ? 1 : mixed;
    }
}
