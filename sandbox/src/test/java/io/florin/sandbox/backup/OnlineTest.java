package io.florin.sandbox.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.florin.sandbox.postgres.Address;
import io.florin.sandbox.postgres.PostgresServer;
import io.florin.sandbox.postgres.PostgresSettings;
import io.florin.sandbox.postgres.Recovery;
import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the files between the copy and its end is in the backup, by the WAL alone. */
class OnlineTest {
    /** One source for all tests: making a database takes longer than any of them. */
    @TempDir static Path folder;

    private static PostgresSettings settings(String name) {
        var binaries = Path.of("target", "binaries");
        return new PostgresSettings(folder.resolve(name), binaries, 20, 16, 64, 60, 30);
    }

    @Test
    void theCopyIsAsOfItsEnd() throws Exception {
        var source = settings("source");
        var backup = folder.resolve("backup");
        try (var server = PostgresServer.start(source, Progress.silent())) {
            var address = server.address();
            execute(address, "create table kept as select n from generate_series(1, 1000) n");
            execute(address, "create table dropped as select n from generate_series(1, 1000) n");
            var order = new Backup.Order(source, address, backup, Map.of(), "0.1.0");
            Backup.take(order, () -> writeMeanwhile(address), Progress.silent());
        }
        var target = settings("target");
        Restore.of(backup).copyTo(target.partialData(), Progress.silent());
        Recovery.run(target, null);
        try (var server = PostgresServer.start(target, Progress.silent())) {
            assertThat(server.adopted()).isFalse();
            assertThat(query(server.address(), "select count(*) from kept")).isEqualTo("2000");
            assertThat(
                            query(
                                    server.address(),
                                    "select count(*) from pg_class where relname = 'dropped'"))
                    .isEqualTo("0");
            assertThat(query(server.address(), "select timeline_id from pg_control_checkpoint()"))
                    .as("what it writes has other names than the source's")
                    .isEqualTo("2");
            assertThat(server.address().password()).isNotEqualTo(password(source));
        }
    }

    /** A checkpoint, too: who replayed from there on would miss what was before it. */
    private static String writeMeanwhile(Address address) {
        execute(address, "insert into kept select n from generate_series(1001, 2000) n");
        execute(address, "vacuum full kept");
        execute(address, "drop table dropped");
        execute(address, "checkpoint");
        return "a digest";
    }

    @Test
    void aBackupThatBreaksOffLeavesNothing() {
        var source = settings("source");
        var backup = folder.resolve("broken-off");
        try (var server = PostgresServer.start(source, Progress.silent())) {
            var order = new Backup.Order(source, server.address(), backup, Map.of(), "0.1.0");
            assertThatThrownBy(() -> Backup.take(order, () -> stop(source), Progress.silent()))
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining("PostgreSQL broke the backup off");
        }
        assertThat(backup).doesNotExist();
        assertThat(folder.resolve("broken-off.partial")).doesNotExist();
    }

    private static String stop(PostgresSettings source) {
        PostgresServer.stopIn(source, Progress.silent());
        return "a digest";
    }

    private static String password(PostgresSettings settings) throws Exception {
        return Files.readString(settings.folder().resolve("password")).strip();
    }

    private static void execute(Address address, String sql) {
        try (var connection =
                        DriverManager.getConnection(
                                address.jdbcUrl(), address.user(), address.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String query(Address address, String sql) throws SQLException {
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
