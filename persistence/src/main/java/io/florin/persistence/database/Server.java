package io.florin.persistence.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;

/**
 * What a PostgreSQL server says about itself at start.
 *
 * @param systemIdentifier made by initdb; a copied or replicated server keeps it, a logical restore
 *     has another
 * @param versionNumber as in {@code server_version_num}: 180001
 */
record Server(
        long systemIdentifier,
        int versionNumber,
        String fsync,
        String synchronousCommit,
        int preparedTransactionsMax) {
    private static final int OLDEST = 150_000;
    private static final int TRANSACTION_TIMEOUT_SINCE = 170_000;

    private static final String ASK =
            """
            select (select system_identifier from pg_control_system()),
                   current_setting('server_version_num')::int,
                   current_setting('fsync'),
                   current_setting('synchronous_commit'),
                   current_setting('max_prepared_transactions')::int
            """;

    static Server ask(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(ASK)) {
            answer.next();
            return new Server(
                    answer.getLong(1),
                    answer.getInt(2),
                    answer.getString(3),
                    answer.getString(4),
                    answer.getInt(5));
        }
    }

    /** Refuses a server that could lose what it acknowledged or hold up every reader. */
    Server check() {
        var wrong = new ArrayList<String>();
        if (versionNumber < OLDEST) {
            wrong.add("PostgreSQL is " + versionNumber / 10_000 + ": 15 or newer is needed.");
        }
        if (!fsync.equals("on")) {
            wrong.add("fsync is " + fsync + ": set fsync = on, or acknowledged money can be lost.");
        }
        if (!synchronousCommit.equals("on") && !synchronousCommit.equals("remote_apply")) {
            wrong.add(
                    "synchronous_commit is "
                            + synchronousCommit
                            + ": set synchronous_commit = on, or acknowledged money can be lost.");
        }
        if (preparedTransactionsMax != 0) {
            wrong.add(
                    "max_prepared_transactions is "
                            + preparedTransactionsMax
                            + ": set it to 0, because a forgotten prepared transaction holds up"
                            + " every reader of the journal.");
        }
        if (!wrong.isEmpty()) throw new IllegalStateException(String.join(" ", wrong));
        return this;
    }

    boolean hasTransactionTimeout() {
        return versionNumber >= TRANSACTION_TIMEOUT_SINCE;
    }

    /**
     * Run on every new connection: behind the same address there may by now be another server,
     * whose transaction ids mean something else than the era this process writes.
     */
    String guard() {
        return """
        do $guard$ begin
          if (select system_identifier from pg_control_system()) <> %d then
            raise exception 'This is not the PostgreSQL this process started with: restart it.';
          end if;
          if current_setting('fsync') <> 'on'
            or current_setting('synchronous_commit') not in ('on', 'remote_apply') then
            raise exception 'fsync and synchronous_commit must be on.';
          end if;
        end $guard$
        """
                .formatted(systemIdentifier);
    }
}
