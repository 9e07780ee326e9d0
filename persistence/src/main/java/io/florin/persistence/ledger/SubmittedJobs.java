package io.florin.persistence.ledger;

import io.florin.protocol.account.WalletId;
import io.florin.protocol.wallet.WalletEvent.JobSubmitted;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Takes the jobs that wallets have set money aside for, in the transaction of the ledger's rows.
 * They come at least once, maybe long after their end: whoever takes them in skips those that it
 * knows, and those whose end the journal has.
 */
@FunctionalInterface
public interface SubmittedJobs {
    /** A job, by the wallet that pays for it. */
    record SubmittedJob(WalletId wallet, JobSubmitted event) {}

    /** Of a node that has no table of jobs: no job is lost in silence, the projection stops. */
    SubmittedJobs NOBODYS =
            (_, jobs) -> {
                throw new IllegalStateException("Nobody takes the job " + jobs.getFirst());
            };

    /** At least one job, in the order of the journal. */
    void write(Connection connection, List<SubmittedJob> jobs) throws SQLException;
}
