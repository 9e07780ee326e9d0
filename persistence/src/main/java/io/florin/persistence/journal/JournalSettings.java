package io.florin.persistence.journal;

import com.typesafe.config.Config;
import io.florin.persistence.database.Bounds;

/**
 * The bounds of the journal; {@code florin.journal} in the configuration.
 *
 * @param writers threads that write batches; an entity always has the same one
 * @param queueWrites atomic writes that may wait or run in all; the next one fails at once
 * @param queueBytes bytes of events that may wait or run in all
 * @param queueWaitMillis how long a write may wait for its turn before it fails untried
 * @param batchEvents most events of one statement; a single write may exceed it
 * @param batchBytes most bytes of events of one statement; a single write may exceed it
 * @param heads entities whose last hash is remembered; the others are looked up before a write
 * @param slowWriteMillis a batch that takes longer is logged
 * @param replayPageEvents most events one replay holds at a time
 * @param replayPageBytes about how many bytes of events one replay holds at a time
 * @param readsWaiting replays, deletions and snapshot calls that may run or wait in all
 * @param notifyEveryMillis shortest time between two notifications of this node
 * @param lookupsWaiting name look-ups that may wait; the next one fails at once
 * @param lookupBatch most name look-ups of one query
 * @param lookupTimeoutMillis when an unanswered name look-up fails
 */
public record JournalSettings(
        int writers,
        int queueWrites,
        int queueBytes,
        int queueWaitMillis,
        int batchEvents,
        int batchBytes,
        int heads,
        int slowWriteMillis,
        int replayPageEvents,
        int replayPageBytes,
        int readsWaiting,
        int notifyEveryMillis,
        int lookupsWaiting,
        int lookupBatch,
        int lookupTimeoutMillis) {
    /** Where these settings stand in the configuration. */
    public static final String PATH = "florin.journal";

    private static final int MEBIBYTE = 1024 * 1024;

    public JournalSettings {
        check("writers", writers, 1, 2);
        check("queue-writes", queueWrites, 1, 1_000_000);
        check("queue-bytes", queueBytes, MEBIBYTE, 1024 * MEBIBYTE);
        check("queue-wait-millis", queueWaitMillis, 100, 60_000);
        check("batch-events", batchEvents, 1, 10_000);
        check("batch-bytes", batchBytes, 1024, 64 * MEBIBYTE);
        check("heads", heads, 1, 10_000_000);
        check("slow-write-millis", slowWriteMillis, 1, 60_000);
        check("replay-page-events", replayPageEvents, 1, 10_000);
        check("replay-page-bytes", replayPageBytes, 1024, 64 * MEBIBYTE);
        check("reads-waiting", readsWaiting, 1, 100_000);
        check("notify-every-millis", notifyEveryMillis, 20, 1_000);
        check("lookups-waiting", lookupsWaiting, 1, 1_000_000);
        check("lookup-batch", lookupBatch, 1, 10_000);
        check("lookup-timeout-millis", lookupTimeoutMillis, 10, 10_000);
    }

    /** Reads {@code florin.journal} out of an application's whole configuration. */
    public static JournalSettings from(Config root) {
        var config = root.getConfig(PATH);
        return new JournalSettings(
                config.getInt("writers"),
                config.getInt("queue-writes"),
                config.getInt("queue-bytes"),
                config.getInt("queue-wait-millis"),
                config.getInt("batch-events"),
                config.getInt("batch-bytes"),
                config.getInt("heads"),
                config.getInt("slow-write-millis"),
                config.getInt("replay-page-events"),
                config.getInt("replay-page-bytes"),
                config.getInt("reads-waiting"),
                config.getInt("notify-every-millis"),
                config.getInt("lookups-waiting"),
                config.getInt("lookup-batch"),
                config.getInt("lookup-timeout-millis"));
    }

    private static void check(String key, int value, int smallest, int largest) {
        Bounds.within(PATH + "." + key, value, smallest, largest);
    }
}
