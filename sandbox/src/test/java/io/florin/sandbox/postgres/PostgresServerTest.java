package io.florin.sandbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
    /**
     * Made once: making a database takes longer than any test here. Every test leaves it stopped.
     */
    @TempDir static Path folder;

    /** One unpacked copy for all tests. */
    static PostgresSettings settings(Path folder) {
        return new PostgresSettings(folder, Path.of("target", "binaries"), 20, 16, 64, 60, 30);
    }

    @Test
    void whatWasWrittenIsThereAfterARestartOnTheSamePort() throws SQLException {
        int port;
        try (var server = start()) {
            port = server.address().port();
            execute(server, "CREATE TABLE kept (word text)");
            execute(server, "INSERT INTO kept VALUES ('still here')");
        }
        try (var server = start()) {
            assertThat(server.address().port()).isEqualTo(port);
            assertThat(server.adopted()).isFalse();
            assertThat(query(server, "SELECT word FROM kept")).isEqualTo("still here");
        }
    }

    @Test
    void anAnswerMeansThatTheDiskHasIt() throws SQLException {
        try (var server = start()) {
            assertThat(query(server, "SHOW fsync")).isEqualTo("on");
            assertThat(query(server, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(server, "SHOW max_prepared_transactions")).isEqualTo("0");
            assertThat(query(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void aServerThatWouldLoseDataIsRefusedAndNotLeftRunning() throws SQLException, IOException {
        try (var server = start()) {
            execute(server, "ALTER SYSTEM SET fsync = off");
        }
        assertThatThrownBy(PostgresServerTest::start)
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("fsync = off and florin needs on");
        assertThat(Postmaster.readFrom(folder.resolve("data"))).isEmpty();
        Files.delete(folder.resolve("data/postgresql.auto.conf"));
    }

    /**
     * A real SIGKILL of the JVM that started it: the server lives on and the next start takes it
     * over.
     */
    @Test
    void aServerWhoseJvmWasKilledIsAdoptedAndThenStopped() throws Exception {
        var holder = startHolder();
        var pid = pidFrom(holder);
        holder.destroyForcibly();
        assertThat(holder.waitFor()).isEqualTo(128 + 9);
        assertThat(ProcessHandle.of(pid)).get().matches(ProcessHandle::isAlive);

        try (var server = start()) {
            assertThat(server.adopted()).isTrue();
            assertThat(server.pid()).isEqualTo(pid);
            assertThat(query(server, "SHOW fsync")).isEqualTo("on");
        }
        await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    /**
     * After a power cut and a restart of the machine the number may belong to anybody, even to us.
     */
    @Test
    void aLeftOverPidFileOfAnotherProgramIsNoRival() throws IOException, SQLException {
        start().close();
        Files.writeString(
                folder.resolve("data/postmaster.pid"),
                "%d\n%s\n0\n%d\n"
                        .formatted(ProcessHandle.current().pid(), folder.resolve("data"), 15_432));
        try (var server = start()) {
            assertThat(server.adopted()).isFalse();
            assertThat(query(server, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aPortThatSomebodyElseTookIsReplaced() throws IOException, SQLException {
        start().close();
        var kept = Integer.parseInt(Files.readString(folder.resolve("port")).strip());
        try (var _ = new ServerSocket(kept, 1, InetAddress.ofLiteral("127.0.0.1"));
                var server = start()) {
            assertThat(server.address().port()).isNotEqualTo(kept);
            assertThat(query(server, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsOneSentence() throws IOException {
        var file = Files.createTempFile(folder, "file", "");
        assertThatThrownBy(
                        () -> PostgresServer.start(settings(file.resolve("x")), Progress.silent()))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("--data");
    }

    @Test
    void aFullDiskIsOneSentence() {
        var greedy =
                new PostgresSettings(
                        folder, Path.of("target", "binaries"), 20, 16, Integer.MAX_VALUE, 60, 30);
        assertThatThrownBy(() -> PostgresServer.start(greedy, Progress.silent()))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("MiB are free");
    }

    @Test
    void theFirstStartSaysWhatItDoesAndTheSecondIsQuiet(@TempDir Path fresh) {
        var said = new ArrayList<String>();
        PostgresServer.start(settings(fresh), said::add).close();
        assertThat(said).anyMatch(line -> line.startsWith("Making a database in "));
        said.clear();
        PostgresServer.start(settings(fresh), said::add).close();
        assertThat(said).isEmpty();
    }

    private static PostgresServer start() {
        return PostgresServer.start(settings(folder), Progress.silent());
    }

    private static Process startHolder() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerHolder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static long pidFrom(Process holder) throws IOException {
        var output =
                new BufferedReader(
                        new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
        return Long.parseLong(output.readLine());
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        var address = server.address();
        try (var connection =
                        DriverManager.getConnection(
                                address.jdbcUrl(), address.user(), address.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(PostgresServer server, String sql) throws SQLException {
        var address = server.address();
        try (var connection =
                        DriverManager.getConnection(
                                address.jdbcUrl(), address.user(), address.password());
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
