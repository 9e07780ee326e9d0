package io.florin.node;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.persistence.testing.PostgresExtension;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way of a start, as far as it goes. */
class NodeStartTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String SETTINGS =
            """
            florin.http.operator-key = "operator-key-of-this-test-only"
            florin.identity.secret = "the secret of an installation for a test"
            """;

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT-1H"})
    void aNodeWhoseClockIsAnHourOffSaysSo(Duration offset) {
        var none = Seams.NONE;
        var seams =
                new Seams(
                        none.handlers(),
                        none.runs(),
                        none.wallets(),
                        () -> Instant.now().plus(offset));
        assertThatThrownBy(() -> Node.start(POSTGRES.config(SETTINGS), seams))
                .isInstanceOf(NodeNotStarted.class)
                .hasMessageMatching(
                        "The node cannot start: The clock of this node is (3600|3599) s (ahead"
                            + " of|behind) the database's, and 60 s are the most: .* \\(NTP\\)\\.");
    }

    @Test
    void aNodeOnASchemaOfAReleaseFarAheadSaysSo() {
        POSTGRES.open().close();
        POSTGRES.execute("insert into schema_release (release) values ('99.0.0')");
        assertThatThrownBy(() -> Node.start(POSTGRES.config(SETTINGS)))
                .isInstanceOf(NodeNotStarted.class)
                .hasMessageContaining("schema of release 99.0.0");
    }
}
