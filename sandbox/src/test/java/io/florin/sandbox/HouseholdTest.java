package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one {@code up} with stub nodes goes through while it goes on. */
class HouseholdTest {
    private static final int NODES = 3;

    @TempDir static Path data;

    private static Place place;
    private static Command up;

    @BeforeAll
    static void start() throws IOException {
        place = Place.in(data);
        up = Command.run(place.up("--nodes", Integer.toString(NODES)));
        up.awaitLine("Ctrl-C ends it.");
    }

    @AfterAll
    static void stop() {
        up.close();
    }

    @Test
    void severalNodesLiveOnAddressesOfTheirOwn() {
        assertThat(up.nodes()).hasSize(NODES);
        assertThat(up.lines()).anyMatch(line -> line.contains("http://127.0.0.3:"));
    }

    @Test
    void aNodeThatDiesIsReportedAndStartedAgain() {
        var node = up.nodes().getFirst();
        node.destroyForcibly();
        up.awaitLine("(process %d) ended with status 137".formatted(node.pid()));
        up.awaitLine("is ready again.");
        assertThat(up.nodes()).hasSize(NODES).doesNotContain(node);
    }

    @Test
    void aKafkaThatDiesIsReportedAndStartedAgain() {
        var kafka = up.kafka();
        kafka.destroyForcibly();
        up.awaitLine("Kafka (process %d) ended with status 137".formatted(kafka.pid()));
        up.awaitLine("Kafka is back.");
        assertThat(up.kafka()).isNotEqualTo(kafka);
        assertThat(up.nodes()).hasSize(NODES);
    }

    @Test
    void oneFolderBelongsToOneFlorin() throws Exception {
        try (var second = Command.run(place.up())) {
            assertThat(second.awaitEnd()).isEqualTo(1);
            assertThat(second.lines()).singleElement().asString().contains("Another florin");
        }
        try (var check = Command.run(List.of("check", "--data", data.toString()))) {
            assertThat(check.awaitEnd()).isZero();
            assertThat(check.lines()).anyMatch(line -> line.startsWith("Audited "));
        }
        assertThat(up.nodes()).hasSize(NODES);
    }
}
