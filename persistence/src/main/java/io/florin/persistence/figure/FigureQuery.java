package io.florin.persistence.figure;

import io.florin.persistence.database.Database;
import java.util.ArrayList;
import java.util.List;

/**
 * All figures in one statement, which reads only what is unfinished or dead, by its partial
 * indexes. Calls block.
 */
public final class FigureQuery {
    /** No more rows than this are counted for one number. */
    public static final int MOST_COUNTED = 50_000;

    private static final String FIGURES =
            """
            with job_open as materialized (
                (select queue, state, run_at from job
                 where state in ('SCHEDULED', 'QUEUED', 'RETRYING', 'UNKNOWN') limit %1$d)
                union all
                (select queue, state, null from job where state in ('RUNNING', 'SETTLING')
                 limit %1$d)),
            job_dead as materialized (
                select queue, error_code from job where state = 'DEAD' limit %1$d),
            payment_open as materialized (
                select provider, state, coalesce(sent_at, created_at) as since from payment
                where state in ('CREATED', 'UNKNOWN', 'PENDING', 'DECLINED')
                   or (state = 'SUCCEEDED' and not credited)
                limit %1$d),
            payout_open as materialized (
                select provider, state, coalesce(sent_at, created_at) as since from payout
                where state in ('REQUESTED', 'PENDING_APPROVAL', 'APPROVED', 'UNKNOWN', 'SENT',
                                'PAID')
                   or (state = 'REVERSED' and not returned)
                limit %1$d)
            select 'JOBS' as kind, queue as of, state, count(*)::float8 as value
            from job_open group by queue, state
            union all
            select 'OLDEST_JOB_AGE', queue, '', extract(epoch from now() - min(run_at))
            from job_open where run_at <= now() group by queue
            union all
            select 'JOBS', queue, 'DEAD', count(*) from job_dead group by queue
            union all
            select 'QUARANTINED_JOBS', queue, '', count(*) from job_dead
            where error_code = 'quarantined' group by queue
            union all
            select 'OPEN_PAYMENTS', provider, state, count(*)
            from payment_open group by provider, state
            union all
            select 'UNKNOWN_PAYMENT_AGE', provider, '', extract(epoch from now() - min(since))
            from payment_open where state = 'UNKNOWN' group by provider
            union all
            select 'OPEN_PAYOUTS', provider, state, count(*)
            from payout_open group by provider, state
            union all
            select 'UNKNOWN_PAYOUT_AGE', provider, '', extract(epoch from now() - min(since))
            from payout_open where state = 'UNKNOWN' group by provider
            union all
            select 'XMIN_AGE', '', '',
                   coalesce(extract(epoch from clock_timestamp() - min(xact_start)), 0)
            from pg_stat_activity where backend_xid is not null
            """
                    .formatted(MOST_COUNTED);

    private final Database database;

    public FigureQuery(Database database) {
        this.database = database;
    }

    /** What is not there is zero. */
    public List<Figure> all() {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(FIGURES);
                    var row = statement.executeQuery()) {
                var figures = new ArrayList<Figure>();
                while (row.next()) {
                    figures.add(
                            new Figure(
                                    Figure.Kind.valueOf(row.getString("kind")),
                                    row.getString("of"),
                                    row.getString("state"),
                                    Math.max(0, row.getDouble("value"))));
                }
                return List.copyOf(figures);
            }
        });
    }
}
