package io.florin.persistence.membership;

import io.florin.persistence.release.Release;
import io.florin.persistence.row.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The nodes whose rows are fresh at a moment of the database's clock. */
public record Roll(Instant now, List<LiveNode> nodes) {
    /** More nodes than a cluster ever has. */
    private static final int MOST = 1_000;

    public Roll {
        nodes = List.copyOf(nodes);
    }

    /** Those that are members of their clusters. */
    public Stream<LiveNode> entered() {
        return nodes.stream().filter(node -> node.enteredAt() != null);
    }

    private static final String READ =
            """
            select clock.now, address, incarnation, release, apps, entered_at, seen_at
            from (select clock_timestamp() as now) as clock
            left join cluster_node on seen_at > clock.now - ? * interval '1 millisecond'
            order by entered_at nulls last, address
            limit ?
            """;

    /** All rows that are younger; with none there is still the time. */
    static Roll read(Connection connection, Duration staleAfter) throws SQLException {
        try (var statement = connection.prepareStatement(READ)) {
            statement.setLong(1, staleAfter.toMillis());
            statement.setInt(2, MOST);
            try (var row = statement.executeQuery()) {
                var nodes = new ArrayList<LiveNode>();
                var now = Instant.EPOCH;
                while (row.next()) {
                    now = Rows.time(row, "now");
                    if (row.getString("address") != null) nodes.add(node(row));
                }
                return new Roll(now, nodes);
            }
        }
    }

    private static LiveNode node(ResultSet row) throws SQLException {
        var card =
                new Card(
                        row.getString("address"),
                        row.getString("incarnation"),
                        Release.parse(row.getString("release")),
                        Rows.set(row, "apps"));
        return new LiveNode(card, Rows.optionalTime(row, "entered_at"), Rows.time(row, "seen_at"));
    }
}
