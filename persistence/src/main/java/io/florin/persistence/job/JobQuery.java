package io.florin.persistence.job;

import io.florin.protocol.job.Job;
import io.florin.protocol.job.JobFilter;
import io.florin.protocol.ledger.EntryFilter;
import io.florin.protocol.ledger.Page;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Jobs of an app that meet a filter, newest first, with only the conditions asked for. */
final class JobQuery {
    private static final Pattern CURSOR = Pattern.compile("jobs\\.(\\d{1,18})");
    private static final String NAMED =
            " job_name n join job j on j.app = n.app and j.seq = n.seq where ";
    private static final int MOST_COUNTED = 100_000;

    /** A condition; other wallets and queues may have given the same id. */
    static final String NOT_BEGUN_ANEW =
            """
             and not exists (select from job r where r.app = j.app and r.replays = j.id
                             and r.queue = j.queue and r.wallet is not distinct from j.wallet)
            """;

    private final JobFilter filter;
    private final @Nullable Long before;

    /** Throws {@link IllegalArgumentException} for a cursor or a limit that cannot be. */
    JobQuery(JobFilter filter) {
        if (filter.limit() < 1 || filter.limit() > EntryFilter.MAX_LIMIT) {
            throw new IllegalArgumentException("limit is 1 to " + EntryFilter.MAX_LIMIT + ".");
        }
        this.filter = filter;
        this.before = before(filter.cursor());
    }

    private static @Nullable Long before(@Nullable String cursor) {
        if (cursor == null) return null;
        var parts = CURSOR.matcher(cursor);
        if (!parts.matches()) {
            throw new IllegalArgumentException("This is no cursor of a page of this list.");
        }
        return Long.valueOf(parts.group(1));
    }

    /** Conditions and their values, in the same order. */
    private record Where(String sql, List<Object> values) {}

    private Where where() {
        var sql = new StringBuilder("n.app = ? and n.seq is not null");
        var values = new ArrayList<Object>(List.of(filter.app()));
        var state = filter.state();
        // Spelled out, or PostgreSQL could not know that the index of the dead ones will do.
        if (state != null) sql.append(" and j.state = '").append(state.name()).append('\'');
        add(sql, values, "j.queue = ?", filter.queue());
        add(sql, values, "j.kind = ?", filter.kind());
        add(sql, values, "j.key = ?", filter.key());
        return new Where(sql.toString(), values);
    }

    private static void add(
            StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
        if (value == null) return;
        sql.append(" and ").append(condition);
        values.add(value);
    }

    Page<Job> page(Connection connection) throws SQLException {
        return page(connection, "");
    }

    Page<Job> page(Connection connection, String more) throws SQLException {
        var found = rows(connection, more, filter.limit() + 1);
        if (found.size() <= filter.limit()) {
            return new Page<>(found.stream().map(FoundJob::job).toList(), null);
        }
        var shown = found.subList(0, filter.limit());
        return new Page<>(
                shown.stream().map(FoundJob::job).toList(), "jobs." + shown.getLast().seq());
    }

    /** Those that meet one more condition, which has no values. */
    List<FoundJob> rows(Connection connection, String more, int most) throws SQLException {
        var where = where();
        var values = new ArrayList<>(where.values());
        var sql = "select j.* from" + NAMED + where.sql() + more;
        if (before != null) {
            sql += " and n.seq < ?";
            values.add(before);
        }
        values.add(most);
        try (var statement = connection.prepareStatement(sql + " order by n.seq desc limit ?")) {
            bind(statement, values);
            return Sql.list(statement, JobColumns::found);
        }
    }

    long count(Connection connection) throws SQLException {
        return count(connection, "");
    }

    long count(Connection connection, String more) throws SQLException {
        var where = where();
        var values = new ArrayList<>(where.values());
        values.add(MOST_COUNTED);
        var sql = "select count(*) from (select from" + NAMED + where.sql() + more;
        try (var statement = connection.prepareStatement(sql + " limit ?) c")) {
            bind(statement, values);
            var count = Sql.first(statement, row -> row.getLong(1));
            return count == null ? 0 : count;
        }
    }

    private static void bind(PreparedStatement statement, List<Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) statement.setObject(i + 1, values.get(i));
    }
}
