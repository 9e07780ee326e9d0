package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.sandbox.postgres.PostgresServer;
import io.florin.sandbox.postgres.PostgresSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, real signals, a real database; only the node is a stub. */
class UpTest {
    private static final int SIGTERM_STATUS = 128 + 15;

    @TempDir static Path data;

    private final List<String> ports = List.of("--port", "--management-port", "--remoting-port");

    /** PostgreSQL's programs are unpacked once for all tests. */
    @BeforeAll
    static void shareBinaries() throws IOException {
        var shared = Files.createDirectories(Path.of("target", "binaries").toAbsolutePath());
        Files.createSymbolicLink(data.resolve("binaries"), shared);
    }

    @AfterEach
    void nothingIsLeftRunning() {
        assertThat(PostgresServer.runsIn(PostgresSettings.in(data))).isFalse();
    }

    @Test
    void termEndsEverythingThatUpStarted() throws Exception {
        try (var up = up()) {
            up.awaitLine("Ctrl-C ends it.");
            assertThat(up.lines()).contains("Florin is ready.");
            assertThat(up.nodes()).hasSize(1);
            var node = up.nodes().getFirst();
            assertThat(Files.readString(Path.of("/proc", node.pid() + "", "cmdline")))
                    .contains("-Dflorin.http.host=127.0.0.1")
                    .doesNotContain(operatorKey());
            up.terminate();
            assertThat(up.awaitEnd()).isEqualTo(SIGTERM_STATUS);
            assertThat(node.isAlive()).isFalse();
        }
    }

    @Test
    void severalNodesLiveOnAddressesOfTheirOwn() throws Exception {
        try (var up = up("--nodes", "3")) {
            up.awaitLine("Ctrl-C ends it.");
            assertThat(up.nodes()).hasSize(3);
            assertThat(up.lines()).anyMatch(line -> line.contains("http://127.0.0.3:"));
        }
    }

    @Test
    void aNodeThatDiesIsReportedAndStartedAgain() throws Exception {
        try (var up = up()) {
            up.awaitLine("Ctrl-C ends it.");
            up.nodes().getFirst().destroyForcibly();
            up.awaitLine("ended with status 137");
            up.awaitLine("is ready again.");
            assertThat(up.nodes()).hasSize(1);
        }
    }

    /** SIGKILL: the node notices by itself, PostgreSQL waits for the next start. */
    @Test
    void afterTheParentWasKilledTheNextStartClearsUp() throws Exception {
        var killed = up();
        killed.awaitLine("Ctrl-C ends it.");
        var orphan = killed.nodes().getFirst();
        killed.kill();
        killed.awaitEnd();
        try (var up = up()) {
            up.awaitLine("Adopting PostgreSQL");
            up.awaitLine("Ctrl-C ends it.");
            assertThat(orphan.isAlive()).isFalse();
        }
    }

    @Test
    void anOrphanedNodeEndsByItself() throws Exception {
        var killed = up();
        killed.awaitLine("Ctrl-C ends it.");
        var orphan = killed.nodes().getFirst();
        killed.kill();
        killed.awaitEnd();
        await().atMost(Duration.ofSeconds(20)).until(() -> !orphan.isAlive());
        PostgresServer.stopIn(PostgresSettings.in(data), _ -> {});
    }

    @Test
    void oneFolderBelongsToOneFlorin() throws Exception {
        try (var first = up()) {
            first.awaitLine("Florin is ready.");
            try (var second = up()) {
                assertThat(second.awaitEnd()).isEqualTo(1);
                assertThat(second.lines()).singleElement().asString().contains("Another florin");
            }
            try (var check = Command.run(List.of("check", "--data", data.toString()))) {
                assertThat(check.awaitEnd()).isZero();
                assertThat(check.lines()).anyMatch(line -> line.startsWith("Audited "));
            }
            assertThat(first.nodes()).hasSize(1);
        }
    }

    @Test
    void aTakenPortIsOneSentence() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                var up = up("--port", taken.getLocalPort() + "")) {
            assertThat(up.awaitEnd()).isEqualTo(1);
            assertThat(up.lines())
                    .singleElement()
                    .asString()
                    .contains("Port " + taken.getLocalPort() + " on 127.0.0.1 is taken", "--port");
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsOneSentence() throws Exception {
        var file = Files.createTempFile(data, "file", "");
        try (var up = Command.run(List.of("up", "--data", file.resolve("x").toString()))) {
            assertThat(up.awaitEnd()).isEqualTo(1);
            assertThat(up.lines()).singleElement().asString().contains("cannot be written");
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

    private Command up(String... more) throws IOException {
        var words = new ArrayList<>(List.of("up", "--data", data.toString()));
        for (var port : ports) {
            words.addAll(List.of(port, freePort() + ""));
        }
        words.addAll(List.of(more));
        return Command.run(words);
    }

    private static String operatorKey() throws IOException {
        return Files.readString(data.resolve("operator.key")).strip();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
