package io.florin.edge.trace;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * Gives each request its ids. They are for finding lines in logs, not for keeping anything safe: a
 * counter from a random start, well shuffled, so that no two of a process are the same.
 */
public final class Traces {
    private static final HexFormat HEX = HexFormat.of();
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final String NOT_SAMPLED = "00";

    private final String process;
    private final AtomicLong next;

    public Traces(RandomGenerator random) {
        this.process = HEX.toHexDigits(random.nextLong() | 1);
        this.next = new AtomicLong(random.nextLong());
    }

    /** The sender's, or one that begins here. */
    public Trace of(HttpRequest request) {
        String id = HEX.toHexDigits(shuffled(next.getAndAdd(GOLDEN)));
        var sent = request.getHeader(Trace.HEADER);
        if (sent.isPresent()) {
            var continued = Trace.continued(sent.get().value(), id);
            if (continued.isPresent()) return continued.get();
        }
        return new Trace(process + id, id, NOT_SAMPLED);
    }

    /** Another one for each (SplitMix64), and never zero, which would be no id. */
    private static long shuffled(long number) {
        long mixed = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        mixed ^= mixed >>> 31;
        return mixed == 0 ? 1 : mixed;
    }
}
