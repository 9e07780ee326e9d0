package io.florin.node;

import io.florin.node.job.JobHandler;
import io.florin.persistence.database.Database;
import io.florin.persistence.job.RunTable;
import io.florin.protocol.wallet.Wallets;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Where somebody who composes a node may stand between its parts: whoever adds kinds of jobs, and
 * the test that kills nodes between two steps of a job.
 *
 * @param handlers of kinds that are in the settings, beside the product's own
 * @param runs makes what the workers know of the table of jobs
 * @param wallets what jobs see of the wallets
 * @param clock by which this node lives
 */
public record Seams(
        Map<String, JobHandler> handlers,
        Function<Database, RunTable> runs,
        UnaryOperator<Wallets> wallets,
        InstantSource clock) {
    /** The product as it is. */
    public static final Seams NONE = new Seams(Map.of(), RunTable::new, UnaryOperator.identity());

    /** With the clock of the machine. */
    public Seams(
            Map<String, JobHandler> handlers,
            Function<Database, RunTable> runs,
            UnaryOperator<Wallets> wallets) {
        this(handlers, runs, wallets, InstantSource.system());
    }

    public Seams {
        handlers = Map.copyOf(handlers);
    }
}
