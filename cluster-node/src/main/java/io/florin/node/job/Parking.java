package io.florin.node.job;

import io.florin.node.job.JobMetrics.Count;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads records; what cannot be read is kept in a table for a person to look at. */
final class Parking {
    /** Reads a record's value, or throws. */
    @FunctionalInterface
    interface Reads {
        long seqOf(byte[] value);
    }

    /** Keeps a record, once however often it is read. Blocks. */
    @FunctionalInterface
    interface Parks {
        void park(ConsumerRecord<String, byte[]> record, String reason);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Parking.class);
    private final Reads reads;
    private final Parks parks;
    private final JobMetrics metrics;

    Parking(Reads reads, Parks parks, JobMetrics metrics) {
        this.reads = reads;
        this.parks = parks;
        this.metrics = metrics;
    }

    /** The job that the record is about; none if it was parked. */
    OptionalLong seqOf(ConsumerRecord<String, byte[]> record) {
        try {
            return OptionalLong.of(reads.seqOf(record.value()));
        } catch (RuntimeException e) {
            var reason = String.valueOf(e.getMessage());
            LOG.error("{} {}/{}: {}", record.topic(), record.partition(), record.offset(), reason);
            parks.park(record, reason);
            metrics.add(Count.PARKED, 1);
            return OptionalLong.empty();
        }
    }
}
