package io.florin.persistence.journal;

import io.florin.protocol.journal.NameQuery.Order;
import io.florin.protocol.journal.NameQuery.RefPrefix;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Table {@code event} by the names of its events. SQL only. */
final class NameTable {
    /** A question with the number of the request that it belongs to. */
    record Exact(int request, String entity, String name) {}

    record Prefixed(int request, String entity, RefPrefix prefix) {}

    /** An event that answers a question of that request. */
    record Found(
            int request,
            long sequence,
            @Nullable String key,
            @Nullable String ref,
            Serialized payload) {}

    private NameTable() {}

    /** With limit and lateral the planner has no choice but one index probe per name. */
    private static final String BY_KEY =
            """
            select q.request, e.*
            from unnest(?::int[], ?::text[], ?::text[]) q(request, entity, name)
            cross join lateral (
                select sequence, key, ref, serializer, manifest, bytes from event
                where entity = q.entity and key = q.name limit 1) e
            """;

    private static final String BY_REF = BY_KEY.replace("key = q.name", "ref = q.name");

    static List<Found> byKey(Connection connection, List<Exact> questions) throws SQLException {
        return exact(connection, BY_KEY, questions);
    }

    static List<Found> byRef(Connection connection, List<Exact> questions) throws SQLException {
        return exact(connection, BY_REF, questions);
    }

    private static final String SMALLEST_BY_PREFIX =
            """
            select q.request, e.*
            from unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::int[])
                 q(request, entity, low, high, most)
            cross join lateral (
                select sequence, key, ref, serializer, manifest, bytes from event
                where entity = q.entity and ref >= q.low and ref < q.high
                order by ref asc limit q.most) e
            """;

    private static final String LARGEST_BY_PREFIX =
            SMALLEST_BY_PREFIX.replace("order by ref asc", "order by ref desc");

    static List<Found> byPrefix(Connection connection, Order order, List<Prefixed> questions)
            throws SQLException {
        var sql =
                switch (order) {
                    case SMALLEST_FIRST -> SMALLEST_BY_PREFIX;
                    case LARGEST_FIRST -> LARGEST_BY_PREFIX;
                };
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, questions.stream().mapToInt(Prefixed::request).toArray());
            statement.setObject(2, questions.stream().map(Prefixed::entity).toArray(String[]::new));
            statement.setObject(
                    3, questions.stream().map(q -> q.prefix().prefix()).toArray(String[]::new));
            statement.setObject(
                    4,
                    questions.stream()
                            .map(q -> firstBehind(q.prefix().prefix()))
                            .toArray(String[]::new));
            statement.setObject(5, questions.stream().mapToInt(q -> q.prefix().limit()).toArray());
            return found(statement);
        }
    }

    /** The smallest text, by bytes, that is larger than every text with the prefix. */
    static String firstBehind(String prefix) {
        for (int end = prefix.length(); end > 0; ) {
            int last = prefix.codePointBefore(end);
            int start = end - Character.charCount(last);
            if (last < Character.MAX_CODE_POINT) {
                // There are no characters from D800 to DFFF in UTF-8.
                int next =
                        last + 1 == Character.MIN_SURROGATE
                                ? Character.MAX_SURROGATE + 1
                                : last + 1;
                return prefix.substring(0, start) + Character.toString(next);
            }
            end = start;
        }
        throw new IllegalArgumentException("A prefix of names must not be empty");
    }

    private static List<Found> exact(Connection connection, String sql, List<Exact> questions)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, questions.stream().mapToInt(Exact::request).toArray());
            statement.setObject(2, questions.stream().map(Exact::entity).toArray(String[]::new));
            statement.setObject(3, questions.stream().map(Exact::name).toArray(String[]::new));
            return found(statement);
        }
    }

    private static List<Found> found(PreparedStatement statement) throws SQLException {
        var found = new ArrayList<Found>();
        try (var row = statement.executeQuery()) {
            while (row.next()) {
                found.add(
                        new Found(
                                row.getInt(1),
                                row.getLong(2),
                                row.getString(3),
                                row.getString(4),
                                new Serialized(row.getInt(5), row.getString(6), row.getBytes(7))));
            }
        }
        return found;
    }
}
