package io.florin.node.logging;

/** How a line of the log looks. */
public enum LogFormat {
    /** For people; what is thrown stands on lines of its own. */
    TEXT,
    /** For machines: one object, one line. */
    JSON
}
