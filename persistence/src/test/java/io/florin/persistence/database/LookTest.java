package io.florin.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.persistence.testing.PostgresExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who only looks leaves a database as it was. */
class LookTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    @Test
    void neitherTablesNorErasAreMade() {
        assertThatThrownBy(() -> Database.look(POSTGRES.settings()))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("era");
        assertThat(POSTGRES.count("select count(*) from pg_tables where schemaname = 'public'"))
                .isZero();

        POSTGRES.open().close();
        assertThat(eraSeen()).isEqualTo(1);

        POSTGRES.execute("update era set system_identifier = 42");
        assertThat(eraSeen()).as("what the next start will open").isEqualTo(2);
        assertThat(POSTGRES.count("select count(*) from era")).isEqualTo(1);
    }

    private static int eraSeen() {
        try (var database = Database.look(POSTGRES.settings())) {
            return database.era();
        }
    }
}
