package io.florin.node.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import io.florin.persistence.database.Database;
import io.florin.persistence.membership.Card;
import io.florin.persistence.membership.NodeTable;
import io.florin.persistence.release.Release;
import io.florin.persistence.testing.PostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Before a node starts, on a real database. */
class GateTest {
    @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Duration STALE = Duration.ofSeconds(2);
    private static final String SETTINGS =
            """
            florin.membership { refresh-every-millis = 500, stale-after-millis = 2000 }
            """;
    private static final Card OTHER =
            new Card("other:1", "other:1#a", Release.ofThisBuild(), Set.of("default"));

    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
    private Database database;
    private NodeTable nodes;

    @BeforeEach
    void open() {
        database = POSTGRES.open();
        nodes = new NodeTable(database, STALE);
        POSTGRES.execute("truncate cluster_node");
    }

    @AfterEach
    void close() {
        heart.close();
        database.close();
    }

    private static void pass(InstantSource clock) throws InterruptedException {
        Config config = POSTGRES.config(SETTINGS);
        Gate.pass(Candidate.from(config, Set.of("default")), config, clock);
    }

    private void otherEnters() {
        nodes.begin(OTHER);
        nodes.enter(OTHER, _ -> true);
    }

    @Test
    void aNodeMayStartAlone() {
        assertThatCode(() -> pass(InstantSource.system())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT-1H", "PT62S"})
    void aNodeWhoseClockIsFarOffDoesNotStart(Duration offset) {
        assertThatThrownBy(() -> pass(() -> Instant.now().plus(offset)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("clock of this node");
    }

    @Test
    void aClockThatIsALittleOffIsBorne() {
        assertThatCode(() -> pass(() -> Instant.now().plusSeconds(30))).doesNotThrowAnyException();
    }

    @Test
    void aNodeDoesNotStartBesideAnotherCluster() {
        otherEnters();
        var _ =
                heart.scheduleAtFixedRate(
                        () -> nodes.refresh(OTHER), 200, 200, TimeUnit.MILLISECONDS);
        assertThatThrownBy(() -> pass(InstantSource.system()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cluster of the node at other:1");
    }

    @Test
    void itWaitsForTheRowsOfTheDeadAndNoLonger() throws InterruptedException {
        otherEnters();
        long from = System.nanoTime();
        pass(InstantSource.system());
        assertThat(Duration.ofNanos(System.nanoTime() - from))
                .isBetween(Duration.ofMillis(500), Duration.ofSeconds(6));
        assertThat(nodes.roll().nodes()).isEmpty();
    }

    @Test
    void aNewerSchemaIsRefusedBeforeItIsTouched() {
        POSTGRES.execute("insert into schema_release (release) values ('99.0.0')");
        try {
            assertThatThrownBy(() -> pass(InstantSource.system()))
                    .hasMessageContaining("schema of release 99.0.0");
        } finally {
            POSTGRES.execute("delete from schema_release where release = '99.0.0'");
        }
    }
}
