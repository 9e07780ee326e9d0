package io.florin.persistence.job;

import io.florin.persistence.database.Database;
import io.florin.protocol.job.JobState;
import io.florin.protocol.job.QueueView;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The queues as they are, and whether they are paused. Calls block. */
public final class QueueTable {
    /** No more jobs than this are counted for one number. */
    public static final int MOST_COUNTED = 200_000;

    private static final int PUBLISHED_AT_ONCE = 500;

    private final Database database;

    public QueueTable(Database database) {
        this.database = database;
    }

    private static final String STATES =
            """
            select queue, state, count(*) as jobs,
                   count(*) filter (where claimed_at > now() - interval '1 minute') as started,
                   min(run_at) filter (where state not in ('RUNNING', 'SETTLING')
                                       and run_at <= now()) as oldest,
                   now() as now
            from ((select queue, state, claimed_at, run_at from job
                   where (?::text is null or app = ?)
                     and state in ('SCHEDULED', 'QUEUED', 'RETRYING', 'UNKNOWN')
                   limit %1$d)
                  union all
                  (select queue, state, claimed_at, run_at from job
                   where (?::text is null or app = ?)
                     and state in ('RUNNING', 'SETTLING') limit %1$d)) j
            group by queue, state
            """
                    .formatted(MOST_COUNTED);

    private static final String ENDED =
            """
            select queue, count(*) as ended,
                   count(*) filter (where claimed_at > now() - interval '1 minute') as started
            from job_ended_kind k cross join lateral (
                     select app, queue, claimed_at from job
                     where kind = k.kind and ended_at > now() - interval '1 minute' limit %d) j
            where ?::text is null or app = ? group by queue
            """
                    .formatted(MOST_COUNTED);

    private static final String DEAD =
            """
            select q.queue, (select count(*) from (
                       select from job j
                       where (?::text is null or j.app = ?) and j.queue = q.queue
                         and j.state = 'DEAD'
                       limit %d) d) as dead,
                   exists (select from job_queue p
                           where p.queue = q.queue and p.paused_at is not null) as is_paused
            from unnest(?::text[]) as q (queue)
            """
                    .formatted(MOST_COUNTED);

    /**
     * The named queues, and those where the app has jobs under way, by name; of all apps if null.
     */
    public List<QueueView> views(@Nullable String app, Collection<String> queues) {
        return database.read(connection -> {
            var counts = new TreeMap<String, Counts>();
            for (var queue : queues) counts.put(queue, new Counts());
            states(connection, app, counts);
            ended(connection, app, counts);
            return views(connection, app, counts);
        });
    }

    /** What is counted of one queue. */
    private static final class Counts {
        final Map<JobState, Long> states = new EnumMap<>(JobState.class);
        long started;
        long ended;
        long oldestMillis;
    }

    private static void states(
            Connection connection, @Nullable String app, Map<String, Counts> counts)
            throws SQLException {
        try (var statement = connection.prepareStatement(STATES)) {
            for (int i = 1; i <= 4; i++) statement.setString(i, app);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    var queue = counts.computeIfAbsent(row.getString("queue"), _ -> new Counts());
                    queue.states.put(JobState.valueOf(row.getString("state")), row.getLong("jobs"));
                    queue.started += row.getLong("started");
                    var oldest = row.getTimestamp("oldest");
                    if (oldest == null) continue;
                    Instant now = row.getTimestamp("now").toInstant();
                    long millis = Duration.between(oldest.toInstant(), now).toMillis();
                    queue.oldestMillis = Math.max(queue.oldestMillis, millis);
                }
            }
        }
    }

    private static void ended(
            Connection connection, @Nullable String app, Map<String, Counts> counts)
            throws SQLException {
        try (var statement = connection.prepareStatement(ENDED)) {
            statement.setString(1, app);
            statement.setString(2, app);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    var queue = counts.computeIfAbsent(row.getString("queue"), _ -> new Counts());
                    queue.ended = row.getLong("ended");
                    queue.started += row.getLong("started");
                }
            }
        }
    }

    private static List<QueueView> views(
            Connection connection, @Nullable String app, Map<String, Counts> counts)
            throws SQLException {
        var views = new ArrayList<QueueView>();
        try (var statement = connection.prepareStatement(DEAD)) {
            statement.setString(1, app);
            statement.setString(2, app);
            statement.setObject(3, new TreeSet<>(counts.keySet()).toArray(String[]::new));
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    var name = row.getString("queue");
                    var queue = counts.getOrDefault(name, new Counts());
                    views.add(
                            new QueueView(
                                    name,
                                    row.getBoolean("is_paused"),
                                    queue.states,
                                    row.getLong("dead"),
                                    queue.started,
                                    queue.ended,
                                    queue.oldestMillis));
                }
            }
        }
        return views;
    }

    private static final String PAUSE =
            """
            insert into job_queue as q (queue, paused_at)
            values (?, case when ? then clock_timestamp() end)
            on conflict (queue) do update
            set paused_at = case when ? then coalesce(q.paused_at, excluded.paused_at) end
            """;

    /**
     * From the commit on, no claim takes a job of the queue that does not do so already, or they do
     * again. Who resumes waits for a look of the dispatcher that still takes the queue for paused.
     *
     * @param again when what is returned is published again
     * @return the first dues to be published; the dispatcher finds the others
     */
    public List<Due> pause(String queue, boolean paused, Duration again) {
        database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(PAUSE)) {
                statement.setString(1, queue);
                statement.setBoolean(2, paused);
                statement.setBoolean(3, paused);
                return statement.executeUpdate();
            }
        });
        if (paused) return List.of();
        Dispatch.republish(database, queue);
        return database.autocommit(connection ->
                Dispatch.publish(connection, PUBLISHED_AT_ONCE, again.toMillis()).due());
    }
}
