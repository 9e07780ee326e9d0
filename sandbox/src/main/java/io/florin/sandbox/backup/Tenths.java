package io.florin.sandbox.backup;

import io.florin.sandbox.terminal.Progress;

/** Says how far a copy of known size has come, ten times at most. */
final class Tenths {
    private final String what;
    private final long allBytes;
    private final Progress progress;
    private long bytes;
    private long tenths;

    Tenths(String what, long allBytes, Progress progress) {
        this.what = what;
        this.allBytes = Math.max(1, allBytes);
        this.progress = progress;
    }

    void add(long more) {
        bytes += more;
        long now = Math.min(10, bytes * 10 / allBytes);
        if (now == tenths) return;
        tenths = now;
        progress.say(
                "%s: %d %%, %d of %d MiB.".formatted(what, now * 10, bytes >> 20, allBytes >> 20));
    }
}
