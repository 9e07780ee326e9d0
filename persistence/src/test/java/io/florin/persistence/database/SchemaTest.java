package io.florin.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.persistence.release.Release;
import io.florin.persistence.testing.PostgresExtension;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database on which a build was that knows more than this one. */
class SchemaTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Release BEFORE = Release.parse("7.0.0");
    private static final Release OWN = Release.parse("7.1.0");

    @BeforeEach
    void makeTables() throws SQLException {
        POSTGRES.execute("drop schema public cascade");
        POSTGRES.execute("create schema public");
        migrate(OWN);
    }

    @Test
    void aReleaseRecordsItselfOnce() throws SQLException {
        migrate(OWN);
        migrate(BEFORE);
        assertThat(POSTGRES.count("select count(*) from schema_release")).isEqualTo(2);
        assertThat(state().newest()).contains(OWN);
        assertThat(state().unknown()).isEmpty();
    }

    @Test
    void anEmptyDatabaseIsOfNobody() throws SQLException {
        POSTGRES.execute("drop schema public cascade");
        POSTGRES.execute("create schema public");
        assertThat(state().newest()).isEmpty();
        assertThat(state().unknown()).isEmpty();
        assertThat(POSTGRES.count("select count(*) from pg_tables where schemaname = 'public'"))
                .isZero();
    }

    /** Numbers grow in groups, so a newer migration may stand between known ones. */
    @ParameterizedTest
    @ValueSource(strings = {"055", "999"})
    void theReleaseBeforeStartsBesideANewerSchema(String version) throws SQLException {
        newerBuildMigrates(version, "7.2.0");
        assertThat(state().unknown()).containsExactly("V" + version);
        migrate(OWN);
        assertThat(state().newest()).contains(Release.parse("7.2.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.3.0", "8.0.0"})
    void aReleaseFurtherBackDoesNot(String newer) throws SQLException {
        newerBuildMigrates("999", newer);
        assertThatThrownBy(() -> migrate(OWN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("schema of release " + newer);
    }

    @Test
    void norDoesAnyBesideMigrationsOfNobody() throws SQLException {
        newerBuildMigrates("999", OWN.toString());
        assertThatThrownBy(() -> migrate(OWN)).hasMessageContaining("(V999)");
        assertThatThrownBy(POSTGRES::open).hasMessageContaining("schema of release " + OWN);
    }

    private static void newerBuildMigrates(String version, String release) {
        POSTGRES.execute(
                """
                insert into flyway_schema_history (installed_rank, version, description, type, script,
                                                   checksum, installed_by, execution_time, success)
                select max(installed_rank) + 1, '%1$s', 'newer', 'SQL', 'V%1$s__newer.sql', 1, 'x', 1, true
                from flyway_schema_history
                """
                        .formatted(version));
        POSTGRES.execute(
                "insert into schema_release (release) values ('%s') on conflict do nothing"
                        .formatted(release));
    }

    private static void migrate(Release release) throws SQLException {
        Schema.migrate(Pool.unlimited(POSTGRES.settings()), release);
    }

    private static SchemaState state() {
        return Database.schema(POSTGRES.settings());
    }
}
