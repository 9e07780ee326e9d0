package io.florin.persistence.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/** A bounded set of connections with one purpose and one pair of time limits. */
final class Pool implements AutoCloseable {
    /** Whom the connections are for; time limits and plans follow. */
    enum Purpose {
        WRITER,
        READER
    }

    private static final int IDLE_PROBE_MILLIS = 30_000;
    private static final int CONNECTION_LIFE_MILLIS = 30 * 60_000;

    private final HikariDataSource connections;
    private final PoolTracker tracker;

    private Pool(HikariDataSource connections, PoolTracker tracker) {
        this.connections = connections;
        this.tracker = tracker;
    }

    static Pool open(DatabaseSettings settings, Purpose purpose, Server server) {
        var config = new HikariConfig();
        config.setPoolName("florin-" + name(purpose));
        config.setDataSource(limited(new PatientSource(), settings, purpose, server));
        config.setMaximumPoolSize(size(settings, purpose));
        config.setConnectionTimeout(settings.borrowTimeoutMillis());
        config.setValidationTimeout(Math.min(settings.borrowTimeoutMillis(), 1_000));
        config.setKeepaliveTime(IDLE_PROBE_MILLIS);
        config.setMaxLifetime(CONNECTION_LIFE_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.setConnectionInitSql(server.guard());
        var tracker = new PoolTracker(name(purpose));
        config.setMetricsTrackerFactory((_, _) -> tracker);
        return new Pool(new HikariDataSource(config), tracker);
    }

    /** From now on it is told of every connection. */
    void watch(PoolWatch watch) {
        tracker.watch(watch);
    }

    Connection borrow() throws SQLException {
        return connections.getConnection();
    }

    /**
     * After one lost connection the idle ones are probably lost, too: none of them is lent again.
     */
    void distrustIdle() {
        var bean = connections.getHikariPoolMXBean();
        if (bean != null) bean.softEvictConnections();
    }

    Database.Load load() {
        var bean = connections.getHikariPoolMXBean();
        return bean == null
                ? new Database.Load(0, 0, 0)
                : new Database.Load(
                        bean.getTotalConnections(),
                        bean.getActiveConnections(),
                        bean.getThreadsAwaitingConnection());
    }

    @Override
    public void close() {
        connections.close();
    }

    /** Connections as the pool makes them, for the few who must not share (LISTEN). */
    static PGSimpleDataSource source(DatabaseSettings settings, Purpose purpose, Server server) {
        return limited(new PGSimpleDataSource(), settings, purpose, server);
    }

    private static PGSimpleDataSource limited(
            PGSimpleDataSource source, DatabaseSettings settings, Purpose purpose, Server server) {
        addressed(source, settings);
        var limitMillis = limitMillis(settings, purpose);
        source.setApplicationName("florin-" + name(purpose));
        source.setSocketTimeout(seconds(limitMillis));
        source.setOptions(options(limitMillis, purpose, server));
        return source;
    }

    /** For a short look at start: what the server does not answer in a reader's time has failed. */
    static PGSimpleDataSource once(DatabaseSettings settings) {
        var source = addressed(new PGSimpleDataSource(), settings);
        source.setSocketTimeout(seconds(settings.readerTimeoutMillis()));
        return source;
    }

    /** Without time limits on the work: for checks and migrations at start. */
    static PGSimpleDataSource unlimited(DatabaseSettings settings) {
        return addressed(new PGSimpleDataSource(), settings);
    }

    private static PGSimpleDataSource addressed(
            PGSimpleDataSource source, DatabaseSettings settings) {
        source.setUrl(settings.url());
        source.setUser(settings.user());
        source.setPassword(settings.password());
        source.setApplicationName("florin-start");
        source.setConnectTimeout(seconds(settings.connectTimeoutMillis()));
        source.setLoginTimeout(seconds(settings.connectTimeoutMillis()));
        source.setTcpKeepAlive(true);
        // Every statement of ours is used again and again: prepare at its first use.
        source.setPrepareThreshold(1);
        source.setReWriteBatchedInserts(true);
        return source;
    }

    private static String options(int limitMillis, Purpose purpose, Server server) {
        var options =
                "-c statement_timeout="
                        + limitMillis * 3 / 4
                        + " -c lock_timeout="
                        + limitMillis / 2
                        + " -c idle_in_transaction_session_timeout="
                        + limitMillis
                        + " -c tcp_user_timeout="
                        + limitMillis;
        if (server.hasTransactionTimeout()) options += " -c transaction_timeout=" + limitMillis;
        // Arrays of a thousand values as constants of a custom plan cost more than they teach.
        if (purpose == Purpose.WRITER) options += " -c plan_cache_mode=force_generic_plan";
        return options;
    }

    private static String name(Purpose purpose) {
        return switch (purpose) {
            case WRITER -> "writer";
            case READER -> "reader";
        };
    }

    private static int size(DatabaseSettings settings, Purpose purpose) {
        return switch (purpose) {
            case WRITER -> settings.writerConnections();
            case READER -> settings.readerConnections();
        };
    }

    private static int limitMillis(DatabaseSettings settings, Purpose purpose) {
        return switch (purpose) {
            case WRITER -> settings.writerTimeoutMillis();
            case READER -> settings.readerTimeoutMillis();
        };
    }

    private static int seconds(int millis) {
        return (int) Math.max(1, TimeUnit.MILLISECONDS.toSeconds(millis + 999L));
    }
}
