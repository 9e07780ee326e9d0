package io.florin.persistence.job;

import io.florin.persistence.ledger.SubmittedJobs;
import io.florin.protocol.job.Price;
import io.florin.protocol.job.door.NewJob;
import io.florin.protocol.trace.Trace;
import io.florin.protocol.wallet.Terms;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the rows of priced jobs that the read side finds in the journal: mostly they are there,
 * because the door was faster. The new ones are told of within the transaction, which may still
 * fail.
 */
public final class PricedIntake implements SubmittedJobs {
    /** What a job's kind adds to its row. */
    @FunctionalInterface
    public interface Rows {
        JobRow of(NewJob job, Instant submittedAt, @Nullable Trace trace);
    }

    private final Rows rows;
    private final Consumer<List<Due>> taken;

    public PricedIntake(Rows rows, Consumer<List<Due>> taken) {
        this.rows = rows;
        this.taken = taken;
    }

    @Override
    public void write(Connection connection, List<SubmittedJob> jobs) throws SQLException {
        var dues = new ArrayList<Due>();
        for (var job : jobs) {
            JobTable.insertPriced(connection, row(job)).ifPresent(dues::add);
        }
        if (!dues.isEmpty()) taken.accept(dues);
    }

    private JobRow row(SubmittedJob job) {
        var facts = job.event().job();
        var wanted =
                new NewJob(
                        job.wallet().app(),
                        facts.id(),
                        true,
                        null,
                        job.event().spec(),
                        new Price(job.wallet(), facts.price()),
                        Terms.FREE,
                        facts.replays());
        return rows.of(wanted, facts.submittedAt(), job.event().trace());
    }
}
