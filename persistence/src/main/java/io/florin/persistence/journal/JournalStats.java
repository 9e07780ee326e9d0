package io.florin.persistence.journal;

/**
 * What the journal of this node has done and has before it. Everything but the first two only
 * grows.
 *
 * @param writesWaiting atomic writes queued or running now
 * @param bytesWaiting their bytes
 * @param batches statements that stored something
 * @param events events stored
 * @param writeNanos time spent in those statements
 * @param slowBatches batches above the threshold
 * @param refusedBatches statements the database refused, each then split in halves
 * @param failedWrites atomic writes that failed, whatever the reason
 * @param overloadedWrites those of them that met a full queue or waited too long
 * @param unknownWrites those of them whose outcome is unknown
 * @param rejectedWrites atomic writes that could not be serialised
 * @param lookups name look-ups answered
 * @param lookupQueries queries made for them
 * @param notifications notifications sent to readers
 */
public record JournalStats(
        long writesWaiting,
        long bytesWaiting,
        long batches,
        long events,
        long writeNanos,
        long slowBatches,
        long refusedBatches,
        long failedWrites,
        long overloadedWrites,
        long unknownWrites,
        long rejectedWrites,
        long lookups,
        long lookupQueries,
        long notifications) {}
