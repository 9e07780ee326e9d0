package io.florin.persistence.job;

import io.florin.persistence.database.Database;
import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobFilter;
import io.florin.protocol.job.JobName;
import io.florin.protocol.job.JobReply;
import io.florin.protocol.job.JobReply.NotTaken;
import io.florin.protocol.job.JobReply.Taken;
import io.florin.protocol.job.JobState;
import io.florin.protocol.ledger.Page;
import io.florin.protocol.refusal.Refusal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Table {@code job} for those who submit jobs and look after them. Calls block. */
public final class JobTable {
    private static final int TRIES = 3;

    private final Database database;

    public JobTable(Database database) {
        this.database = database;
    }

    /**
     * Takes a job without a price. What its names meet is judged in this order: the idempotency
     * key, the id, the unique key.
     */
    public Submission submit(JobRow row) {
        if (row.fingerprint() == null) {
            throw new IllegalArgumentException("A job with a price is its wallet's to judge.");
        }
        return database.autocommit(connection -> submit(connection, row));
    }

    /** What such a job meets that was taken before under its names; writes nothing. */
    public Optional<JobReply> repeat(JobRow row) {
        return database.autocommit(
                connection -> Optional.ofNullable(Repeats.named(connection, row)));
    }

    /** The same in the caller's transaction, with what the job is about. */
    public static Submission submit(Connection connection, JobRow row) throws SQLException {
        for (int i = 0; i < TRIES; i++) {
            var inserted = Inserts.unpriced(connection, row);
            if (inserted != null) return taken(inserted, row);
            var reply = Repeats.judge(connection, row);
            if (reply != null) return new Submission(reply, null);
        }
        // Jobs of its unique key begin and end faster than we can look.
        return new Submission(new NotTaken(Refusal.BUSY), null);
    }

    private static Submission taken(FoundJob found, JobRow row) {
        return new Submission(new Taken(found.job(), false), due(found, row));
    }

    private static @Nullable Due due(FoundJob found, JobRow row) {
        if (found.job().state() != JobState.QUEUED) return null;
        var spec = found.job().spec();
        return new Due(found.seq(), spec.queue(), spec.kind(), spec.priority(), row.lane());
    }

    /**
     * Writes the row of a job whose wallet has taken it; safe to repeat at any time. Nothing is
     * written if the journal knows that the job has ended: its row may have been forgotten.
     *
     * @return whom to wake once the transaction has committed
     */
    public static Optional<Due> insertPriced(Connection connection, JobRow row)
            throws SQLException {
        var price = row.job().price();
        if (price == null) throw new IllegalArgumentException("A job without a price.");
        var inserted = Inserts.priced(connection, row, price.wallet().toString());
        return Optional.ofNullable(inserted == null ? null : due(inserted, row));
    }

    /** The same in a transaction of its own. */
    public Optional<Due> insertPriced(JobRow row) {
        return database.autocommit(connection -> insertPriced(connection, row));
    }

    private static final String OF_NAME =
            """
             where seq in (select n.seq from job_name n where n.app = ? and n.id = ?)
               and (?::text is null or coalesce(wallet, '') = ?)
            """;

    private static final String HASTEN =
            """
            update job
            set version = version + 1, run_at = clock_timestamp(),
                dispatch_at = clock_timestamp(),
                state = case when state = 'SCHEDULED' then 'QUEUED' else state end
            """
                    + OF_NAME
                    + " and state in ('SCHEDULED', 'RETRYING', 'UNKNOWN') returning *";

    /**
     * What waits for its time runs now, for there is news for it. Answers whom to wake; the
     * dispatcher tells of them, too.
     */
    public List<Due> hasten(JobName name) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(HASTEN)) {
                bind(statement, name);
                return Sql.list(statement, JobColumns::due);
            }
        });
    }

    private static void bind(PreparedStatement statement, JobName name) throws SQLException {
        statement.setString(1, name.app());
        statement.setString(2, name.id().value());
        statement.setString(3, name.wallet());
        statement.setString(4, name.wallet());
    }

    private static final String FIND =
            """
            select j.*, a.provider as paid_provider, a.model as paid_model, a.prices as paid_prices,
                   a.nano_usd as paid_nano_usd, a.usage as paid_usage
            from job_name n
            join job j on j.app = n.app and j.seq = n.seq
            left join ai_result a on a.seq = j.seq and a.nano_usd is not null
            where n.app = ? and n.id = ? and (?::text is null or coalesce(j.wallet, '') = ?)
            order by n.seq limit 2
            """;

    /** All jobs of the name, two at most; with what they have cost, whatever became of them. */
    public List<FoundJob> find(JobName name) {
        return database.autocommit(connection -> find(connection, name));
    }

    private static List<FoundJob> find(Connection connection, JobName name) throws SQLException {
        try (var statement = connection.prepareStatement(FIND)) {
            bind(statement, name);
            return Sql.list(statement, JobColumns::foundWithPaid);
        }
    }

    /** The jobs' versions by seq; those that are gone are missing. */
    public Map<Long, Long> versions(Collection<Long> seqs) {
        if (seqs.isEmpty()) return Map.of();
        return database.autocommit(connection -> {
            var versions = new HashMap<Long, Long>();
            try (var statement =
                    connection.prepareStatement(
                            "select seq, version from job where seq = any (?::bigint[])")) {
                statement.setObject(1, Sql.longs(seqs));
                try (var row = statement.executeQuery()) {
                    while (row.next()) versions.put(row.getLong(1), row.getLong(2));
                }
            }
            return versions;
        });
    }

    /** Newest first. Throws {@link IllegalArgumentException} for a cursor that is not ours. */
    public Page<Job> list(JobFilter filter) {
        var query = new JobQuery(filter);
        return database.autocommit(query::page);
    }

    /** Those of the list that no other job does anew. */
    public Page<Job> replayable(JobFilter filter) {
        var query = new JobQuery(filter);
        return database.autocommit(connection -> query.page(connection, JobQuery.NOT_BEGUN_ANEW));
    }

    public long countReplayable(JobFilter filter) {
        var query = new JobQuery(filter);
        return database.autocommit(connection -> query.count(connection, JobQuery.NOT_BEGUN_ANEW));
    }

    /** How many jobs the filter meets, whatever its limit and cursor; at most 100,000. */
    public long count(JobFilter filter) {
        var query = new JobQuery(filter);
        return database.autocommit(query::count);
    }

    private static final String CANCEL =
            """
            update job
            set version = version + 1, dispatch_at = null, ends_as = 'CANCELLED',
                state = case when wallet is null and state <> 'RUNNING' then 'CANCELLED'
                             else 'SETTLING' end,
                effect = case when wallet is null then 'NONE' else 'RELEASE' end,
                ended_at = case when wallet is null and state <> 'RUNNING'
                                then clock_timestamp() end,
                incarnation = case when state = 'RUNNING' then incarnation else ? end
            where seq = ? and not sent
              and state in ('SCHEDULED', 'QUEUED', 'RUNNING', 'RETRYING', 'UNKNOWN')
            returning *
            """;

    /**
     * Ends a job that has not sent anything. A run of it loses its fence, and whoever runs it
     * writes the end once its thread has stopped: until then the job keeps its key.
     *
     * @param incarnation of who asks, whose task the rest is if nobody runs the job
     */
    public Cancellation cancel(long seq, String incarnation) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(CANCEL)) {
                statement.setString(1, incarnation);
                statement.setLong(2, seq);
                try (var row = statement.executeQuery()) {
                    if (row.next()) return cancelled(connection, row, incarnation);
                }
            }
            return tooLate(connection, seq, incarnation);
        });
    }

    private static Cancellation cancelled(Connection connection, ResultSet row, String incarnation)
            throws SQLException {
        var job = JobColumns.job(row);
        boolean hasEnded = job.state().isEnd();
        return new Cancellation(
                new Taken(job, false),
                hasEnded ? Nexts.after(connection, List.of(row.getLong("seq"))) : List.of(),
                settling(row, incarnation));
    }

    /** What is left to do, if it is theirs: others may still have a run to stop. */
    private static @Nullable Settling settling(ResultSet row, String incarnation)
            throws SQLException {
        if (!row.getString("state").equals(JobState.SETTLING.name())) return null;
        var settling = JobColumns.settling(row);
        return settling.fence().incarnation().equals(incarnation) ? settling : null;
    }

    private static Cancellation tooLate(Connection connection, long seq, String incarnation)
            throws SQLException {
        try (var statement = connection.prepareStatement("select * from job where seq = ?")) {
            statement.setLong(1, seq);
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    return new Cancellation(Repeats.denied(Refusal.JOB_NOT_FOUND), List.of(), null);
                }
                // The first answer, and what was to follow from it, may have been lost.
                return new Cancellation(tooLate(row), List.of(), settling(row, incarnation));
            }
        }
    }

    private static JobReply tooLate(ResultSet row) throws SQLException {
        var endsAs = row.getString("ends_as");
        if (endsAs == null) {
            return row.getBoolean("sent")
                    ? Repeats.denied(Refusal.JOB_SENT)
                    : new NotTaken(Refusal.BUSY); // it has changed between our two looks
        }
        return endsAs.equals(JobState.CANCELLED.name())
                ? new Taken(JobColumns.job(row), true)
                : Repeats.denied(Refusal.JOB_ENDED);
    }
}
