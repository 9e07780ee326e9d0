package io.florin.protocol.job;

import io.florin.protocol.account.Text;

/** How far a run has come, as its handler says. */
public record JobProgress(int percent, String note) {
    public static final int MAX_NOTE_CHARS = 255;

    public JobProgress {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("A progress is 0 to 100 percent.");
        }
        Text.require("note", note, 0, MAX_NOTE_CHARS);
    }
}
