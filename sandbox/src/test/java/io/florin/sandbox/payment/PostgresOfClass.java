package io.florin.sandbox.payment;

import com.typesafe.config.ConfigFactory;
import io.florin.persistence.database.Database;
import io.florin.persistence.database.DatabaseSettings;
import io.florin.sandbox.postgres.Address;
import io.florin.sandbox.postgres.PostgresServer;
import io.florin.sandbox.postgres.PostgresSettings;
import io.florin.sandbox.terminal.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives a test class a PostgreSQL of its own, as {@code ./florin up} starts it. Not the one of
 * persistence's tests: a dependency on tests would have to be built before {@code up} can start.
 */
final class PostgresOfClass implements BeforeAllCallback, AfterAllCallback {
    private PostgresSettings settings;
    private Address address;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        var data = Files.createTempDirectory(Path.of("target"), "postgres").toAbsolutePath();
        var shared = Files.createDirectories(Path.of("target", "binaries").toAbsolutePath());
        Files.createSymbolicLink(data.resolve("binaries"), shared);
        settings = PostgresSettings.in(data);
        address = PostgresServer.start(settings, Progress.silent()).address();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        PostgresServer.stopIn(settings, Progress.silent());
    }

    /** Opens its database; the caller closes it. */
    Database open() {
        var ours =
                Map.of(
                        "florin.database.url", address.jdbcUrl(),
                        "florin.database.user", address.user(),
                        "florin.database.password", address.password());
        var config = ConfigFactory.parseMap(ours).withFallback(ConfigFactory.load());
        return Database.open(DatabaseSettings.from(config));
    }

    /** Whether the answer to a question is yes. */
    boolean holds(String sql) {
        try (var connection =
                        DriverManager.getConnection(
                                address.jdbcUrl(), address.user(), address.password());
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Runs one statement. */
    void execute(String sql) {
        try (var connection =
                        DriverManager.getConnection(
                                address.jdbcUrl(), address.user(), address.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
