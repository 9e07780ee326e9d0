package io.florin.persistence.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections for a pool's own thread: while the server is gone it is asked again several times a
 * second. The pool by itself would ask less and less often, in the end every five seconds, and
 * service would resume that much later than the server.
 */
final class PatientSource extends PGSimpleDataSource {
    private static final long serialVersionUID = 1;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int LOGIN_SECONDS = 3;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /**
     * The pool sets what a caller waits for a connection: a login on a busy machine takes longer.
     */
    @Override
    public void setLoginTimeout(int seconds) {
        super.setLoginTimeout(Math.max(seconds, LOGIN_SECONDS));
    }

    @Override
    public Connection getConnection() throws SQLException {
        long endNanos = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try {
                return super.getConnection();
            } catch (SQLException e) {
                boolean enough = System.nanoTime() - endNanos > 0 || Thread.interrupted();
                if (enough || !mayPass(e)) throw e;
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Nobody listens (class 08), or the server starts or stops (class 57). */
    private static boolean mayPass(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        return state.startsWith("08") || state.startsWith("57");
    }
}
