package io.florin.persistence.testing;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.florin.persistence.database.Database;
import io.florin.persistence.database.DatabaseSettings;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives a test class an empty database of its own:
 *
 * <pre>
 * &#64;RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();
 * </pre>
 */
public final class PostgresExtension implements BeforeAllCallback, AfterAllCallback {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private String name = "";

    @Override
    public void beforeAll(ExtensionContext context) {
        name = "test_" + DATABASES.incrementAndGet();
        server().execute("postgres", "create database " + name);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server().execute("postgres", "drop database " + name + " with (force)");
    }

    /** The server, started if a test has left it stopped. */
    public PostgresServer server() {
        return PostgresServer.shared();
    }

    /** The database's name. */
    public String name() {
        return name;
    }

    /**
     * Configuration of an actor system whose default journal and snapshot store are ours, in this
     * database.
     */
    public Config config() {
        return config("");
    }

    /** The same with more settings, which win. */
    public Config config(String more) {
        return ConfigFactory.parseString(more)
                .withFallback(ConfigFactory.parseString(ours()))
                .withFallback(ConfigFactory.load());
    }

    public DatabaseSettings settings() {
        return DatabaseSettings.from(config());
    }

    /** Opens this database; the caller closes it. */
    public Database open() {
        return Database.open(settings());
    }

    /** Runs one statement. */
    public void execute(String sql) {
        server().execute(name, sql);
    }

    /** The first column of the first row of one query. */
    public long count(String sql) {
        return server().count(name, sql);
    }

    /** Keeps every writer of a table waiting until it is closed. */
    public TableLock lock(String table) {
        return TableLock.of(server().connect(name), table);
    }

    /** How many sessions of ours wait for a lock in this database. */
    public long sessionsWaitingForLocks() {
        return server().count(
                        "postgres",
                        "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                + " and datname = '"
                                + name
                                + "'");
    }

    private String ours() {
        return """
        pekko.persistence.journal.plugin = "florin.journal"
        pekko.persistence.snapshot-store.plugin = "florin.snapshots"
        pekko.coordinated-shutdown.exit-jvm = off
        pekko.loglevel = WARNING
        pekko.loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
        pekko.logging-filter = "org.apache.pekko.event.slf4j.Slf4jLoggingFilter"
        florin.database.url = "%s"
        florin.database.user = "%s"
        florin.database.password = ""
        """
                .formatted(server().url(name), PostgresServer.USER);
    }
}
