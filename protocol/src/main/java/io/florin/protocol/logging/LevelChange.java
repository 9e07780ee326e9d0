package io.florin.protocol.logging;

/** A logger's level for some minutes; then it is as configured again. */
public record LevelChange(LoggerName logger, LogLevel level, int minutes) {
    public static final int USUAL_MINUTES = 15;
    public static final int MAX_MINUTES = 240;

    public LevelChange {
        if (minutes < 1 || minutes > MAX_MINUTES) {
            throw new IllegalArgumentException("A level is changed for 1 to 240 minutes.");
        }
    }
}
