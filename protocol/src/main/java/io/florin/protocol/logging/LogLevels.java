package io.florin.protocol.logging;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The door to the loggers of all nodes. */
public interface LogLevels {
    /** The most loggers of a node that can be changed at a time. */
    int MAX_CHANGED = 32;

    /** What became of a change on one node. */
    enum Outcome {
        CHANGED,
        /** As many as {@link #MAX_CHANGED} other loggers are changed there. */
        FULL,
        /** The node did not answer in time: it may have changed it. */
        SILENT
    }

    /**
     * Changes it on every member, by the member's name; who joins later is not told. The change
     * again, with other minutes, counts from now.
     */
    CompletionStage<Map<String, Outcome>> change(LevelChange change);

    /** The loggers of every member, by its name, in alphabetical order; empty: it is silent. */
    CompletionStage<Map<String, Optional<List<LoggerSetting>>>> all();
}
