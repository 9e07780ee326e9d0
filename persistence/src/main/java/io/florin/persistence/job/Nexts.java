package io.florin.persistence.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks what may run next, after a commit. */
final class Nexts {
    private static final Logger LOG = LoggerFactory.getLogger(Nexts.class);

    private Nexts() {}

    /**
     * What may run because these jobs run no more. What was committed stands whether or not this is
     * answered: the dispatcher finds the same jobs, later.
     */
    static List<Due> after(Connection connection, Collection<Long> freed) {
        if (freed.isEmpty()) return List.of();
        try (var statement = connection.prepareStatement("select * from job_next(?::bigint[])")) {
            statement.setObject(1, Sql.longs(freed));
            return Sql.list(statement, JobColumns::due);
        } catch (SQLException e) {
            LOG.warn("The jobs that may run next are left to the dispatcher", e);
            return List.of();
        }
    }
}
