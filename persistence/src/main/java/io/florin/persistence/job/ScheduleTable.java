package io.florin.persistence.job;

import io.florin.persistence.database.Database;
import io.florin.persistence.row.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Table {@code job_schedule}: jobs that begin by the clock, once in the cluster. Calls block. */
public final class ScheduleTable {
    private final Database database;

    public ScheduleTable(Database database) {
        this.database = database;
    }

    /** What tells a schedule from all others. */
    public record Name(String app, String name) {}

    /** A schedule and its next instant. */
    public record Schedule(String app, String name, String cron, Instant nextAt) {
        /** The unique and idempotency key of the job of this instant. */
        public String key() {
            return name + "@" + nextAt;
        }
    }

    private static final String REGISTER =
            """
            insert into job_schedule as s (next_at, app, name, cron) values (?, ?, ?, ?)
            on conflict (app, name) do update
            set next_at = excluded.next_at, cron = excluded.cron where s.cron <> excluded.cron
            """;

    /** Begins a schedule; one that exists goes on where it was, unless its cron is another now. */
    public void register(Schedule schedule) {
        database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(REGISTER)) {
                statement.setObject(1, Rows.floor(schedule.nextAt()));
                statement.setString(2, schedule.app());
                statement.setString(3, schedule.name());
                statement.setString(4, schedule.cron());
                return statement.executeUpdate();
            }
        });
    }

    /** Ends a schedule; false if there is none. */
    public boolean remove(String app, String name) {
        return database.autocommit(connection -> {
            try (var statement =
                    connection.prepareStatement(
                            "delete from job_schedule where app = ? and name = ?")) {
                statement.setString(1, app);
                statement.setString(2, name);
                return statement.executeUpdate() == 1;
            }
        });
    }

    private static final String DUE =
            """
            select s.* from job_schedule s
            join unnest(?::text[], ?::text[]) as n (app, name) on s.app = n.app and s.name = n.name
            where s.next_at <= ? order by s.next_at limit ?
            """;

    /** Those of the schedules whose instant has come. */
    public List<Schedule> due(Instant now, List<Name> schedules, int most) {
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(DUE)) {
                statement.setObject(1, schedules.stream().map(Name::app).toArray(String[]::new));
                statement.setObject(2, schedules.stream().map(Name::name).toArray(String[]::new));
                statement.setObject(3, Rows.floor(now));
                statement.setInt(4, most);
                return Sql.list(statement, ScheduleTable::read);
            }
        });
    }

    private static Schedule read(ResultSet row) throws SQLException {
        return new Schedule(
                row.getString("app"),
                row.getString("name"),
                row.getString("cron"),
                Rows.time(row, "next_at"));
    }

    private static final String MOVE =
            "update job_schedule set next_at = ?"
                    + " where app = ? and name = ? and next_at = ? and cron = ?";

    /**
     * Moves the schedule on and submits the job of its instant, in one transaction. Empty if
     * another node was first.
     *
     * @param job named and keyed by the {@link Schedule#key key} of the instant
     */
    public Optional<Submission> fire(Schedule schedule, Instant nextAt, JobRow job) {
        return database.transact(connection -> {
            if (!move(connection, schedule, nextAt)) return Optional.empty();
            return Optional.of(JobTable.submit(connection, job));
        });
    }

    private static boolean move(Connection connection, Schedule schedule, Instant nextAt)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
            statement.setObject(1, Rows.floor(nextAt));
            statement.setString(2, schedule.app());
            statement.setString(3, schedule.name());
            statement.setObject(4, Rows.floor(schedule.nextAt()));
            statement.setString(5, schedule.cron());
            return statement.executeUpdate() == 1;
        }
    }
}
