package io.florin.persistence.membership;

import io.florin.persistence.database.Database;
import io.florin.persistence.row.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Table {@code cluster_node}. What is done again and again is one statement on the writers'
 * connections, because the others may all be lent when it matters. Calls block.
 */
public final class NodeTable {
    private final Database database;
    private final Duration staleAfter;

    /**
     * @param staleAfter how old a row gets before its node counts as gone
     */
    public NodeTable(Database database, Duration staleAfter) {
        this.database = database;
        this.staleAfter = staleAfter;
    }

    /** Rows of nodes that are long gone: in Kubernetes nobody comes back at their addresses. */
    private static final String SWEEP =
            "delete from cluster_node where seen_at < clock_timestamp() - interval '1 hour'";

    private static final String BEGIN =
            """
            insert into cluster_node (began_at, seen_at, address, incarnation, release, apps)
            values (clock_timestamp(), clock_timestamp(), ?, ?, ?, ?)
            on conflict (address) do update set
                began_at = excluded.began_at, entered_at = null, seen_at = excluded.seen_at,
                incarnation = excluded.incarnation, release = excluded.release, apps = excluded.apps
            """;

    /** Writes the node's row, over that of an earlier life at the same address. */
    public void begin(Card card) {
        database.write(connection -> {
            try (var sweep = connection.createStatement();
                    var statement = connection.prepareStatement(BEGIN)) {
                sweep.executeUpdate(SWEEP);
                name(statement, card);
                statement.setString(3, card.release().toString());
                statement.setArray(4, connection.createArrayOf("text", Rows.array(card.apps())));
                return statement.executeUpdate();
            }
        });
    }

    private static final String REFRESH =
            """
            update cluster_node set seen_at = clock_timestamp()
            where address = ? and incarnation = ?
            """;

    /**
     * Says that the node lives.
     *
     * @return false if it has no row any more
     */
    public boolean refresh(Card card) {
        return changesIts(card, REFRESH);
    }

    public Roll roll() {
        return database.write(connection -> Roll.read(connection, staleAfter));
    }

    private static final String LOCK = "lock table cluster_node in share row exclusive mode";

    private static final String ENTER =
            """
            update cluster_node set entered_at = coalesce(entered_at, clock_timestamp())
            where address = ? and incarnation = ?
            """;

    /**
     * Notes that the node is a member, if the nodes that live allow it. One after another: of two
     * that found clusters at the same time, the second sees the first.
     *
     * @return what {@code admits} has seen
     */
    public Roll enter(Card card, Predicate<Roll> admits) {
        return database.transact(connection -> {
            try (var lock = connection.createStatement()) {
                lock.execute(LOCK);
            }
            var roll = Roll.read(connection, staleAfter);
            if (admits.test(roll)) changeIts(connection, card, ENTER);
            return roll;
        });
    }

    private static final String LEAVE =
            "delete from cluster_node where address = ? and incarnation = ?";

    /** Takes the node's own row away. */
    public void leave(Card card) {
        changesIts(card, LEAVE);
    }

    private boolean changesIts(Card card, String sql) {
        return database.write(connection -> changeIts(connection, card, sql));
    }

    private static boolean changeIts(Connection connection, Card card, String sql)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            name(statement, card);
            return statement.executeUpdate() == 1;
        }
    }

    private static void name(PreparedStatement statement, Card card) throws SQLException {
        statement.setString(1, card.address());
        statement.setString(2, card.incarnation());
    }
}
