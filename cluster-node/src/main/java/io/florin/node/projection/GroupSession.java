package io.florin.node.projection;

import io.florin.persistence.projection.GroupTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.projection.jdbc.JdbcSession;

/**
 * A projection's transactions in the shape that Pekko Projection wants. Pekko closes a session
 * after each group; the connection beneath goes on to the next one, unless something was undone.
 */
record GroupSession(GroupTransaction transaction) implements JdbcSession {
    @Override
    public <T> T withConnection(Function<Connection, T> work) throws Exception {
        return work.apply(transaction.connection());
    }

    @Override
    public void commit() throws SQLException {
        transaction.commit();
    }

    @Override
    public void rollback() throws SQLException {
        transaction.rollback();
    }

    @Override
    public void close() {
        // The connection is the projection's own and outlives the group.
    }
}
