package io.florin.persistence.job;

import io.florin.persistence.job.KindLimits.Rate;
import io.florin.persistence.ledger.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Table {@code job_kind}. */
final class KindColumns {
    private KindColumns() {}

    // What is so already is not written: nodes that start must not stand in the claims' way.
    private static final String WRITE =
            """
            insert into job_kind as k (kind, max_running, max_running_of_key, rate_runs,
                                       rate_millis, max_deaths)
            select * from unnest(?::text[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[])
            on conflict (kind) do update
            set max_running = excluded.max_running,
                max_running_of_key = excluded.max_running_of_key,
                rate_runs = excluded.rate_runs, rate_millis = excluded.rate_millis,
                max_deaths = excluded.max_deaths
            where (k.max_running, k.max_running_of_key, k.rate_runs, k.rate_millis, k.max_deaths)
                  is distinct from
                  (excluded.max_running, excluded.max_running_of_key, excluded.rate_runs,
                   excluded.rate_millis, excluded.max_deaths)
            """;

    static int write(Connection connection, List<KindLimits> limits) throws SQLException {
        var ordered = new ArrayList<>(limits);
        ordered.sort(Comparator.comparing(KindLimits::kind));
        try (var columns = new Columns<>(connection, WRITE, ordered)) {
            return columns.texts(KindLimits::kind)
                    .optionalLongs(kind -> widened(kind.maxRunning()))
                    .optionalLongs(kind -> widened(kind.maxRunningOfKey()))
                    .optionalLongs(kind -> ofRate(kind, Rate::runs))
                    .optionalLongs(kind -> ofRate(kind, rate -> rate.window().toMillis()))
                    .ints(KindLimits::maxDeaths)
                    .update();
        }
    }

    private static @Nullable Long widened(@Nullable Integer number) {
        return number == null ? null : number.longValue();
    }

    private static @Nullable Long ofRate(KindLimits kind, ToLongFunction<Rate> part) {
        var rate = kind.rate();
        return rate == null ? null : part.applyAsLong(rate);
    }
}
