package io.florin.edge;

import java.time.Duration;

/**
 * Every bound of the edge, with its unit. {@code requestTimeoutMillis} is how long an answer of a
 * wallet or of the read side is waited for; it must be longer than the node's own time-outs, which
 * know better what to say. {@code maxInFlightRequests} beyond which 503 is answered before anything
 * is read; health is exempt. A bulk request may take twice its time, so idle is longer than that.
 */
public record EdgeBounds(
        int maxConnections,
        int maxInFlightRequests,
        int maxBodyBytes,
        int maxBulkBodyBytes,
        int maxBulkTransfers,
        int bulkParallelism,
        int requestTimeoutMillis,
        int bodyTimeoutMillis,
        int idleTimeoutMillis,
        int stopTimeoutMillis,
        int retryAfterSeconds,
        int gzipMinBytes,
        int maxWalletsPerUser) {
    public EdgeBounds {
        within("max-connections", maxConnections, 1, 1_000_000);
        within("max-in-flight-requests", maxInFlightRequests, 1, 1_000_000);
        within("max-body-bytes", maxBodyBytes, 1_024, 16_777_216);
        within("max-bulk-body-bytes", maxBulkBodyBytes, maxBodyBytes, 67_108_864);
        within("max-bulk-transfers", maxBulkTransfers, 1, 1_000);
        within("bulk-parallelism", bulkParallelism, 1, 1_000);
        within("request-timeout-millis", requestTimeoutMillis, 10, 600_000);
        within("body-timeout-millis", bodyTimeoutMillis, 10, 600_000);
        within("idle-timeout-millis", idleTimeoutMillis, 2 * requestTimeoutMillis, 3_600_000);
        within("stop-timeout-millis", stopTimeoutMillis, 0, 600_000);
        within("retry-after-seconds", retryAfterSeconds, 1, 3_600);
        within("gzip-min-bytes", gzipMinBytes, 0, 67_108_864);
        within("max-wallets-per-user", maxWalletsPerUser, 1, 1_000_000);
    }

    /** How long a request waits for its answer. */
    public Duration requestTimeout() {
        return Duration.ofMillis(requestTimeoutMillis);
    }

    private static void within(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "%s.%s is %d: set it to a whole number from %d to %d."
                            .formatted(EdgeSettings.PATH, key, value, min, max));
        }
    }
}
