package io.florin.protocol.limit;

/** Whether one more is admitted, how many then remain, and in how many seconds the window ends. */
public record RateVerdict(boolean admitted, int remaining, int resetSeconds) {
    /** The same when so many more remain. */
    public RateVerdict withMore(int more) {
        return new RateVerdict(admitted, remaining + more, resetSeconds);
    }
}
