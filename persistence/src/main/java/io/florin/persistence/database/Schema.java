package io.florin.persistence.database;

import io.florin.persistence.release.Release;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * The tables, from the numbered files under {@code florin/schema/} on the classpath: other jars
 * have a {@code schema/}, too. V001 to V009 belong to the journal, V010 to V019 to the read side,
 * V020 to V029 to the cluster, V030 to V039 to the users. Several nodes may start at once: one
 * migrates, the others wait.
 *
 * <p>A migration leaves the tables usable for the release before: it adds, and what that release
 * reads or writes is renamed or dropped one release later. So nodes of the release before go on,
 * and can be started again, while an upgrade runs. Each release that has migrated is in {@code
 * schema_release}; {@link SchemaState} has the rule.
 */
final class Schema {
    /** Before the first migration there is no such table. */
    private static final String IS_RECORDED = "select to_regclass('schema_release') is not null";

    private static final String RELEASES = "select release from schema_release";
    private static final String RECORD =
            "insert into schema_release (release) values (?) on conflict (release) do nothing";

    private Schema() {}

    /** What is there; nothing is changed. */
    static SchemaState state(DataSource source) throws SQLException {
        try (var connection = source.getConnection()) {
            return new SchemaState(newest(connection), unknown(flyway(source)));
        } catch (FlywayException e) {
            throw new IllegalStateException("The schema cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * @throws IllegalStateException if the schema is of a release too new for this one, or of
     *     nobody known
     */
    static void migrate(DataSource source, Release own) throws SQLException {
        state(source)
                .refusal(own)
                .ifPresent(sentence -> {
                    throw new IllegalStateException(sentence);
                });
        try {
            flyway(source).migrate();
        } catch (FlywayException e) {
            throw new IllegalStateException(
                    "The schema could not be brought up to date: " + e.getMessage(), e);
        }
        try (var connection = source.getConnection();
                var statement = connection.prepareStatement(RECORD)) {
            statement.setString(1, own.toString());
            statement.executeUpdate();
        }
    }

    private static Flyway flyway(DataSource source) {
        return Flyway.configure()
                .dataSource(source)
                .locations("classpath:florin/schema")
                .loggers("slf4j")
                .outOfOrder(true) // each group of numbers grows by itself
                .ignoreMigrationPatterns("*:missing", "*:future") // judged by SchemaState
                .validateMigrationNaming(true)
                .load();
    }

    private static Optional<Release> newest(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            try (var answer = statement.executeQuery(IS_RECORDED)) {
                if (!answer.next() || !answer.getBoolean(1)) return Optional.empty();
            }
            Optional<Release> newest = Optional.empty();
            try (var rows = statement.executeQuery(RELEASES)) {
                while (rows.next()) {
                    var release = Release.parse(rows.getString(1));
                    if (newest.isEmpty() || release.compareTo(newest.get()) > 0) {
                        newest = Optional.of(release);
                    }
                }
            }
            return newest;
        }
    }

    private static List<String> unknown(Flyway flyway) {
        return Stream.of(flyway.info().all()).filter(Schema::isUnknown).map(Schema::name).toList();
    }

    private static boolean isUnknown(MigrationInfo migration) {
        return switch (migration.getState()) {
            case MISSING_SUCCESS, MISSING_FAILED, FUTURE_SUCCESS, FUTURE_FAILED -> true;
            default -> false;
        };
    }

    private static String name(MigrationInfo migration) {
        var version = migration.getVersion();
        return version == null ? migration.getDescription() : "V" + version;
    }
}
