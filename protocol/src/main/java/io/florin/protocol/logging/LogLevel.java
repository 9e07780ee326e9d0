package io.florin.protocol.logging;

/** How much a logger tells: what is as grave as this, and what is graver. */
public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
}
