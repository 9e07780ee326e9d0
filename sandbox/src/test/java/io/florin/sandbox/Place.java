package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.sandbox.node.NodeAddress;
import io.florin.sandbox.node.NodeAddress.Ports;
import io.florin.sandbox.postgres.PostgresServer;
import io.florin.sandbox.postgres.PostgresSettings;
import io.florin.sandbox.terminal.Progress;
import io.florin.sandbox.terminal.Terminal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Where a test runs {@code ./florin up}: a data folder and ports that nobody else uses. */
record Place(Path data, Ports ports) {
    /** PostgreSQL's programs are unpacked once for all tests. */
    static Place in(Path data) throws IOException {
        var shared = Files.createDirectories(Path.of("target", "binaries").toAbsolutePath());
        Files.createSymbolicLink(data.resolve("binaries"), shared);
        return new Place(data, new Ports(freePort(), freePort(), freePort(), freePort()));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The command line, with more options behind. */
    List<String> up(String... more) {
        var words = new ArrayList<>(List.of("up", "--data", data.toString()));
        words.addAll(List.of("--port", Integer.toString(ports.http())));
        words.addAll(List.of("--management-port", Integer.toString(ports.management())));
        words.addAll(List.of("--remoting-port", Integer.toString(ports.remoting())));
        words.addAll(List.of("--metrics-port", Integer.toString(ports.metrics())));
        words.addAll(List.of(more));
        return words;
    }

    PostgresSettings postgres() {
        return PostgresSettings.in(data);
    }

    /** The PostgreSQL that runs here, or is started. */
    PostgresServer server() {
        return PostgresServer.start(postgres(), Progress.silent());
    }

    /** A command to its end, which is a good one; what it said. */
    List<String> run(String... words) throws IOException {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", data.toString()));
        var command = Command.run(Florin.class, all);
        assertThat(command.awaitEnd()).as(command.lines().toString()).isZero();
        return command.lines();
    }

    /** In this process. */
    void backUp(Path to) {
        var words = BackupWords.ofBackup(List.of(to.toString(), "--data", data.toString()));
        new BooksCommand(words.options(), new BackupCommand(words), Terminal.ofProcess()).run();
    }

    /** In this process, which leaves the server running. */
    void restore(Path from, String... more) {
        var words = new ArrayList<>(List.of(from.toString(), "--data", data.toString()));
        words.addAll(List.of(more));
        var said = BackupWords.ofRestore(words);
        new RestoreCommand(said, Books::audit, Terminal.ofProcess()).run();
    }

    /** A node's process, as {@code up} recorded it. */
    ProcessHandle process(int node) throws IOException {
        var host = NodeAddress.numbered(node, ports).host();
        var recorded = Files.readString(data.resolve("nodes").resolve(host + ".pid"));
        return ProcessHandle.of(Long.parseLong(recorded.split(" ", 2)[0])).orElseThrow();
    }

    /** Where a node's edge listens. */
    URI base(int node) {
        return NodeAddress.numbered(node, ports).edge();
    }

    /** A client with the operator's key at a node's edge. */
    Client edge(int node) throws IOException {
        var key = Files.readString(data.resolve("operator.key")).strip();
        return new Client(NodeAddress.numbered(node, ports).edge(), key);
    }

    /** Whether it is ready, and sees so many members, all of them up. */
    boolean isUp(int node, int all) {
        try {
            var members = management(node).get("/cluster/members").json().path("members");
            return members.size() == all
                    && StreamSupport.stream(members.spliterator(), false)
                            .allMatch(member -> member.path("status").asText().equals("Up"))
                    && edge(node).isReady();
        } catch (IOException e) {
            return false; // It is on its way back.
        }
    }

    /** A client at a node's Pekko Management. */
    Client management(int node) {
        return new Client(NodeAddress.numbered(node, ports).management(), "");
    }
}
