package io.florin.persistence.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The tables, from the numbered files under {@code florin/schema/} on the classpath: other jars
 * have a {@code schema/}, too. V001 to V009 belong to the journal, V010 to V019 to the read side,
 * V020 to V029 to the cluster, V030 to V039 to the users. Several nodes may start at once: one
 * migrates, the others wait.
 */
final class Schema {
    private Schema() {}

    static void migrate(DataSource source) {
        try {
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:florin/schema")
                    .loggers("slf4j")
                    .outOfOrder(true) // each group of numbers grows by itself
                    .validateMigrationNaming(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new IllegalStateException(
                    "The schema could not be brought up to date: " + e.getMessage(), e);
        }
    }
}
