package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.sandbox.postgres.PostgresServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes, real signals, a real database; only the node is a stub. */
class UpTest {
    private static final int SIGTERM_STATUS = 128 + 15;

    @TempDir static Path data;

    private static Place place;

    @BeforeAll
    static void choosePlace() throws IOException {
        place = Place.in(data);
    }

    @AfterEach
    void nothingIsLeftRunning() {
        assertThat(PostgresServer.runsIn(place.postgres())).isFalse();
    }

    @Test
    void termEndsEverythingThatUpStarted() throws Exception {
        try (var up = up()) {
            up.awaitLine("Ctrl-C ends it.");
            assertThat(up.lines()).contains("Florin is ready.");
            assertThat(up.nodes()).hasSize(1);
            assertThat(up.lines()).anyMatch(line -> line.contains("kafka       127.0.0.1:"));
            var node = up.nodes().getFirst();
            var kafka = up.kafka();
            assertThat(Files.readString(Path.of("/proc", node.pid() + "", "cmdline")))
                    .contains("-Dflorin.http.host=127.0.0.1")
                    .contains("-Dflorin.providers.stripe.api-base=http://127.0.0.1:")
                    .doesNotContain(operatorKey(), "sk_test_", "whsec_");
            assertThat(Files.readString(Path.of("/proc", node.pid() + "", "environ")))
                    .contains("CONFIG_FORCE_florin_providers_stripe_secret__key=sk_test_")
                    .contains("CONFIG_FORCE_florin_providers_openai__fallback_api__key=sk-sim-");
            assertThat(up.lines()).anyMatch(line -> line.contains("stripe at http://127.0.0.1:"));
            up.terminate();
            assertThat(up.awaitEnd()).isEqualTo(SIGTERM_STATUS);
            assertThat(node.isAlive()).isFalse();
            assertThat(kafka.isAlive()).isFalse();
            assertThat(data.resolve("kafka/data/.kafka_cleanshutdown")).exists();
        }
    }

    /** SIGKILL: the node notices by itself, PostgreSQL waits for the next start. */
    @Test
    void afterTheParentWasKilledTheNextStartClearsUp() throws Exception {
        var killed = up();
        killed.awaitLine("Ctrl-C ends it.");
        var orphan = killed.nodes().getFirst();
        var kafka = killed.kafka();
        killed.kill();
        killed.awaitEnd();
        try (var up = up()) {
            up.awaitLine("Adopting PostgreSQL");
            up.awaitLine("Ctrl-C ends it.");
            assertThat(orphan.isAlive()).isFalse();
            assertThat(kafka.isAlive()).isFalse();
        }
    }

    @Test
    void anOrphanedNodeEndsByItself() throws Exception {
        var killed = up();
        killed.awaitLine("Ctrl-C ends it.");
        var orphan = killed.nodes().getFirst();
        var kafka = killed.kafka();
        killed.kill();
        killed.awaitEnd();
        await().atMost(Duration.ofSeconds(20)).until(() -> !orphan.isAlive() && !kafka.isAlive());
        PostgresServer.stopIn(place.postgres(), _ -> {});
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "--management-port", "--remoting-port", "--metrics-port"})
    void aTakenPortIsOneSentence(String option) throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                var up = up(option, taken.getLocalPort() + "")) {
            assertThat(up.awaitEnd()).isEqualTo(1);
            assertThat(up.lines())
                    .singleElement()
                    .asString()
                    .contains("Port " + taken.getLocalPort() + " on 127.0.0.1 is taken", option);
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsOneSentence() throws Exception {
        assertIsRefused(Files.createTempFile(data, "file", "").resolve("x"));
    }

    @Test
    void aFolderThatCannotBeWrittenIsOneSentence() throws Exception {
        var readOnly = PosixFilePermissions.fromString("r-xr-xr-x");
        var folder =
                Files.createTempDirectory(
                        data, "folder", PosixFilePermissions.asFileAttribute(readOnly));
        // Permissions do not stop root, but not even root can write there.
        assertIsRefused(Files.isWritable(folder) ? Path.of("/proc") : folder);
    }

    private static void assertIsRefused(Path folder) throws IOException {
        try (var up = Command.run(List.of("up", "--data", folder.toString()))) {
            assertThat(up.awaitEnd()).isEqualTo(1);
            assertThat(up.lines())
                    .singleElement()
                    .asString()
                    .contains(folder + " cannot be written", "--data");
        }
    }

    @Test
    void freshForgetsTheBooksButNotWhatIsNotOurs() throws Exception {
        try (var up = up()) {
            up.awaitLine("Ctrl-C ends it.");
        }
        var theirs = Files.createFile(data.resolve("theirs"));
        var key = operatorKey();
        try (var up = up("--fresh")) {
            up.awaitLine("Making a database");
            up.awaitLine("Ctrl-C ends it.");
        }
        assertThat(theirs).exists();
        assertThat(operatorKey()).isNotEqualTo(key);
        assertThat(Files.getPosixFilePermissions(data.resolve("operator.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private static Command up(String... more) throws IOException {
        return Command.run(place.up(more));
    }

    private static String operatorKey() throws IOException {
        return Files.readString(data.resolve("operator.key")).strip();
    }
}
