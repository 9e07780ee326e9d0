package io.florin.persistence.ledger;

import io.florin.persistence.database.Database;
import io.florin.persistence.ledger.EntryScan.TransitPart;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each transfer has in transit. Entries come about in the order in which they were committed,
 * so only transfers under way are kept. Not thread-safe.
 */
final class TransitSums {
    private record Key(String entity, String transfer, String asset) {}

    private static final int TRANSFERS_PER_QUERY = 500;

    private final Map<Key, Long> inTransit = new HashMap<>();

    void add(TransitPart part) {
        var key = new Key(part.entity(), part.transfer(), part.asset());
        long sum = inTransit.getOrDefault(key, 0L) + part.amount();
        if (sum == 0) {
            inTransit.remove(key);
        } else {
            inTransit.put(key, sum);
        }
    }

    /** By asset. */
    Map<String, Long> inFlight() {
        var sums = new TreeMap<String, Long>();
        inTransit.forEach((key, amount) -> sums.merge(key.asset(), amount, Long::sum));
        return sums;
    }

    // No leg still open and the last closed before the cut: the transfer had ended by then.
    private static final String BOUNDS =
            """
            select q.entity, q.id, q.asset, q.amount, coalesce(sum(t.amount), 0), count(t.id),
                   coalesce(bool_and(t.closed is not null and t.closed <= ?), false)
            from unnest(?::text[], ?::text[], ?::text[], ?::bigint[])
                 as q (entity, id, asset, amount)
            left join transfer t on t.id = q.id and t.entity = q.entity and t.asset = q.asset
            group by 1, 2, 3, 4
            """;

    /** What is out of bounds: below zero, above the transfer's amount, or there after its end. */
    void check(Database database, long cut, Differences differences) {
        var keys = List.copyOf(inTransit.keySet());
        for (int from = 0; from < keys.size(); from += TRANSFERS_PER_QUERY) {
            var some = keys.subList(from, Math.min(keys.size(), from + TRANSFERS_PER_QUERY));
            database.autocommit(connection -> {
                check(connection, some, cut, differences);
                return true;
            });
        }
    }

    private void check(Connection connection, List<Key> keys, long cut, Differences differences)
            throws SQLException {
        try (var statement = connection.prepareStatement(BOUNDS)) {
            statement.setLong(1, cut);
            statement.setObject(2, keys.stream().map(Key::entity).toArray(String[]::new));
            statement.setObject(3, keys.stream().map(Key::transfer).toArray(String[]::new));
            statement.setObject(4, keys.stream().map(Key::asset).toArray(String[]::new));
            statement.setObject(
                    5, keys.stream().mapToLong(key -> inTransit.getOrDefault(key, 0L)).toArray());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var transfer =
                            "Transfer %s of wallet %s has %d %s in transit"
                                    .formatted(
                                            rows.getString(2),
                                            rows.getString(1),
                                            rows.getLong(4),
                                            rows.getString(3));
                    long amount = rows.getLong(4);
                    long all = rows.getLong(5);
                    if (rows.getInt(6) == 0) {
                        differences.add(transfer + ", but there is no such transfer.");
                    } else if (amount < 0 || amount > all) {
                        differences.add(transfer + ", which is not between 0 and " + all + ".");
                    } else if (rows.getBoolean(7)) {
                        differences.add(transfer + ", but it has ended.");
                    }
                }
            }
        }
    }
}
