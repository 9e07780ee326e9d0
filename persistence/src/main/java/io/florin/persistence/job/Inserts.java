package io.florin.persistence.job;

import io.florin.persistence.row.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * New rows of {@code job}. A job whose names are taken is not inserted; what is there already stays
 * as it is.
 */
final class Inserts {
    private Inserts() {}

    // Whether a job is due is the database's clock to say, which the claims read, too.
    private static final String INSERT =
            """
            insert into job (created_at, run_at, wanted_at, dispatch_at, state, price_amount,
                             max_attempts, priority, given, app, queue, kind, id, payload, wallet,
                             price_asset, key, lane, unique_key, idempotency_key, fingerprint,
                             replays, traceparent)
            select n.at,
                   case when n.wanted > now() then n.wanted else least(n.at, now()) end,
                   n.wanted,
                   case when n.wanted > now() then n.wanted
                        else now() + ? * interval '1 millisecond' end,
                   case when n.wanted > now() then 'SCHEDULED' else 'QUEUED' end,
                   ?, ?, ?, ?, n.app, n.queue, ?, n.id, ?, ?, ?, ?, ?, ?, n.name, ?, ?, ?
            from (select ?::timestamptz, ?::timestamptz, ?::text, ?::text, ?::text, ?::text)
                 as n (at, wanted, app, queue, id, name)
            where
            """;

    private static final String UNPRICED =
            INSERT
                    + """
                    not exists (select from job_past p
                                where p.app = n.app and p.queue = n.queue and p.id = n.id)
                    and not exists (select from job_past p
                                    where p.app = n.app and p.queue = n.queue
                                      and p.idempotency_key = n.name)
                    returning *
                    """;

    private static final String PRICED =
            INSERT
                    + """
                    not exists (select from event e where e.entity = ? and e.ref = ?)
                    returning *
                    """;

    static @Nullable FoundJob unpriced(Connection connection, JobRow row) throws SQLException {
        try (var statement = connection.prepareStatement(UNPRICED)) {
            bind(statement, row);
            return Sql.first(statement, JobColumns::found);
        }
    }

    static @Nullable FoundJob priced(Connection connection, JobRow row, String wallet)
            throws SQLException {
        try (var statement = connection.prepareStatement(PRICED)) {
            int next = bind(statement, row);
            statement.setString(next++, wallet);
            statement.setString(next, "y/" + row.job().id());
            return Sql.first(statement, JobColumns::found);
        }
    }

    private static int bind(PreparedStatement statement, JobRow row) throws SQLException {
        var job = row.job();
        var spec = job.spec();
        var price = job.price();
        var replays = job.replays();
        var trace = row.trace();
        int next = 1;
        statement.setLong(next++, row.again().toMillis());
        statement.setObject(next++, price == null ? null : price.money().minor());
        statement.setInt(next++, row.attempts());
        statement.setInt(next++, JobColumns.number(spec.priority()));
        statement.setBoolean(next++, job.given());
        statement.setString(next++, spec.kind());
        statement.setString(next++, spec.payload());
        statement.setString(next++, price == null ? null : price.wallet().id());
        statement.setString(next++, price == null ? null : price.money().asset().code());
        statement.setString(next++, spec.key());
        statement.setString(next++, row.lane());
        statement.setString(next++, spec.uniqueKey());
        statement.setString(next++, row.fingerprint());
        statement.setString(next++, replays == null ? null : replays.value());
        statement.setString(next++, trace == null ? null : trace.header());
        statement.setObject(next++, Rows.floor(row.at()));
        statement.setObject(next++, Rows.optionalFloor(spec.runAt()));
        statement.setString(next++, job.app());
        statement.setString(next++, spec.queue());
        statement.setString(next++, job.id().value());
        statement.setString(next++, job.key());
        return next;
    }
}
