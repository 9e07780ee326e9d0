package io.florin.node.job;

/**
 * What a node reads of one queue's topics.
 *
 * @param read records, since it started
 * @param behind records that are there and not yet read, as the newest reading found
 */
public record QueueReading(long read, long behind) {
    QueueReading plus(QueueReading other) {
        return new QueueReading(read + other.read, behind + other.behind);
    }
}
