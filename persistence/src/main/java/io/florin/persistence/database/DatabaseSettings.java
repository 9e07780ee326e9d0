package io.florin.persistence.database;

import com.typesafe.config.Config;

/**
 * How to reach PostgreSQL, and the bounds of doing so; {@code florin.database} in the
 * configuration.
 *
 * @param url JDBC address, {@code jdbc:postgresql://host:port/name}
 * @param writerConnections connections of the journal's writers
 * @param readerConnections connections of everybody else
 * @param connectTimeoutMillis until a new connection counts as failed
 * @param borrowTimeoutMillis until a caller who finds every connection lent is told so
 * @param writerTimeoutMillis until a silent server is given up by a writer; its statement limit is
 *     three quarters of this and its lock limit half, so that the server's clear answer comes first
 * @param readerTimeoutMillis the same for everybody else
 */
public record DatabaseSettings(
        String url,
        String user,
        String password,
        int writerConnections,
        int readerConnections,
        int connectTimeoutMillis,
        int borrowTimeoutMillis,
        int writerTimeoutMillis,
        int readerTimeoutMillis) {
    /** Where these settings stand in the configuration. */
    public static final String PATH = "florin.database";

    public DatabaseSettings {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    PATH + ".url is '" + url + "': set it to jdbc:postgresql://host:port/name.");
        }
        Bounds.within(PATH + ".writer-connections", writerConnections, 1, 8);
        Bounds.within(PATH + ".reader-connections", readerConnections, 1, 200);
        Bounds.within(PATH + ".connect-timeout-millis", connectTimeoutMillis, 1_000, 30_000);
        Bounds.within(PATH + ".borrow-timeout-millis", borrowTimeoutMillis, 250, 30_000);
        Bounds.within(PATH + ".writer-timeout-millis", writerTimeoutMillis, 1_000, 30_000);
        Bounds.within(PATH + ".reader-timeout-millis", readerTimeoutMillis, 1_000, 60_000);
    }

    /** Reads {@code florin.database} out of an application's whole configuration. */
    public static DatabaseSettings from(Config root) {
        var config = root.getConfig(PATH);
        return new DatabaseSettings(
                config.getString("url"),
                config.getString("user"),
                config.getString("password"),
                config.getInt("writer-connections"),
                config.getInt("reader-connections"),
                config.getInt("connect-timeout-millis"),
                config.getInt("borrow-timeout-millis"),
                config.getInt("writer-timeout-millis"),
                config.getInt("reader-timeout-millis"));
    }

    /** Everything but the password. */
    @Override
    public String toString() {
        return "DatabaseSettings[url="
                + url
                + ", user="
                + user
                + ", password=***, writerConnections="
                + writerConnections
                + ", readerConnections="
                + readerConnections
                + ", connectTimeoutMillis="
                + connectTimeoutMillis
                + ", borrowTimeoutMillis="
                + borrowTimeoutMillis
                + ", writerTimeoutMillis="
                + writerTimeoutMillis
                + ", readerTimeoutMillis="
                + readerTimeoutMillis
                + "]";
    }
}
