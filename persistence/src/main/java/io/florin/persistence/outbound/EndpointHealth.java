package io.florin.persistence.outbound;

import io.florin.persistence.database.Database;
import io.florin.persistence.row.Rows;
import io.florin.protocol.outbound.WebhookEndpoint.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How endpoints do, in table {@code webhook_endpoint}; who fails for too long is off. Blocks. */
public final class EndpointHealth {
    private final Database database;

    public EndpointHealth(Database database) {
        this.database = database;
    }

    private static final String SUCCEEDED =
            "update webhook_endpoint set failing_since = null"
                    + " where id = ? and failing_since is not null";

    /** It took a message. */
    public void succeeded(String id) {
        database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(SUCCEEDED)) {
                statement.setString(1, id);
                return statement.executeUpdate();
            }
        });
    }

    private static final String FAILED =
            """
            update webhook_endpoint
            set failing_since = coalesce(failing_since, ?),
                disabled_at = case when ? or failing_since <= ? then ? end,
                disabled_because = case when ? then 'gone'
                                        when failing_since <= ? then 'failing' end
            where id = ? and disabled_at is null
              and (failing_since is null or failing_since <= ? or ?)
            returning disabled_because
            """;

    /**
     * It did not take a message; switches it off if it has said that it is gone, or has failed for
     * so long without a success between. Answers why, if it has done so now.
     */
    public Optional<Reason> failed(String id, boolean gone, Duration tooLong, Instant at) {
        var since = Rows.floor(at.minus(tooLong));
        return database.autocommit(connection -> {
            try (var statement = connection.prepareStatement(FAILED)) {
                statement.setObject(1, Rows.floor(at));
                statement.setBoolean(2, gone);
                statement.setObject(3, since);
                statement.setObject(4, Rows.floor(at));
                statement.setBoolean(5, gone);
                statement.setObject(6, since);
                statement.setString(7, id);
                statement.setObject(8, since);
                statement.setBoolean(9, gone);
                try (var row = statement.executeQuery()) {
                    if (!row.next()) return Optional.empty();
                    return Optional.ofNullable(row.getString(1)).map(EndpointTable::reason);
                }
            }
        });
    }
}
