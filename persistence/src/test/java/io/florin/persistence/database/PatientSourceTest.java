package io.florin.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.testing.PostgresExtension;
import java.sql.Connection;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PatientSourceTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    /** Asked while nobody listens, it answers as soon as somebody does. */
    @Test
    void aServerThatComesBackIsFoundByTheSameCall() throws Exception {
        var settings = DatabaseSettings.from(POSTGRES.config());
        var source = new PatientSource();
        source.setUrl(settings.url());
        source.setUser(settings.user());
        source.setPassword(settings.password());
        POSTGRES.server().stop();
        var asked = new FutureTask<Connection>(source::getConnection);
        try {
            Thread.startVirtualThread(asked);
            assertThat(asked.isDone()).isFalse();
        } finally {
            POSTGRES.server().start();
        }
        try (var connection = asked.get(10, TimeUnit.SECONDS)) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }
}
