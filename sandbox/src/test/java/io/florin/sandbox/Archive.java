package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.florin.sandbox.backup.Restore;
import io.florin.sandbox.postgres.Address;
import io.florin.sandbox.postgres.PostgresServer;
import io.florin.sandbox.postgres.PostgresSettings;
import io.florin.sandbox.terminal.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The WAL of a test's server, put into a folder by the very lines of {@code docs/BACKUP.md}. */
record Archive(Path folder) {
    private static final Path MANUAL = Path.of("..", "docs", "BACKUP.md");
    private static final Pattern LINES = Pattern.compile("```ini\n(.*?)```", Pattern.DOTALL);
    private static final Pattern FOLDER = Pattern.compile("/archive(?!\\.conf)");
    private static final String MOMENT = "2026-11-26 11:59:00+00";

    /** What is not put away is lost with the server, however slow the machine. */
    private static final String NOT_YET = "\narchive_timeout = 1h\n";

    private static final Duration LIMIT = Duration.ofSeconds(60);

    static Archive in(Path folder) throws IOException {
        return new Archive(Files.createDirectory(folder));
    }

    /** The block of the manual that has this in it, for this folder. */
    private String lines(String part) throws IOException {
        var blocks =
                LINES.matcher(Files.readString(MANUAL))
                        .results()
                        .map(block -> block.group(1))
                        .filter(block -> block.contains(part))
                        .toList();
        assertThat(blocks).as(part + " in " + MANUAL).hasSize(1);
        return FOLDER.matcher(blocks.getFirst())
                .replaceAll(Matcher.quoteReplacement(folder.toString()));
    }

    /** What puts one segment away, as the server says it to a shell. */
    String command(Path segment) throws IOException {
        var command = Pattern.compile("archive_command = '(.*)'").matcher(lines("cmp -s"));
        assertThat(command.find()).isTrue();
        return command.group(1)
                .replace("%p", segment.toString())
                .replace("%f", segment.getFileName().toString());
    }

    /** From its next start on. */
    void receive(PostgresSettings server) throws IOException {
        Files.createDirectories(server.folder());
        Files.writeString(server.folder().resolve("archive.conf"), lines("cmp -s") + NOT_YET);
    }

    /** As the manual says it by hand: the next start recovers. */
    void recoverByHand(Path backup, PostgresSettings lost, PostgresSettings server, Instant until)
            throws IOException {
        receive(server);
        Files.copy(lost.folder().resolve("password"), server.folder().resolve("password"));
        Restore.of(backup).copyTo(server.data(), Progress.silent());
        Files.createFile(server.data().resolve("recovery.signal"));
        var wanted = lines("recovery_target_time");
        assertThat(wanted).contains(MOMENT);
        var settings = server.data().resolve("postgresql.conf");
        Files.writeString(
                settings,
                Files.readString(settings)
                        + wanted.replace(MOMENT, until.toString().replace("Z", "+00")));
    }

    /** Returns when all that the server has written by now is here. */
    void awaitAllOf(Address server) throws SQLException {
        var segment = ask(server, "select pg_walfile_name(pg_switch_wal())").getFirst();
        await().atMost(LIMIT).until(() -> Files.exists(folder.resolve(segment)));
    }

    /** The timelines whose beginning it tells of. */
    List<String> histories() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".history"))
                    .sorted()
                    .toList();
        }
    }

    /** The first column of the answer of a server. */
    static List<String> ask(Address server, String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                server.jdbcUrl(), server.user(), server.password());
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            var answers = new ArrayList<String>();
            while (row.next()) answers.add(row.getString(1));
            return answers;
        }
    }

    /** What a server's books are, wherever in its transactions somebody looked. */
    static String content(String digest) {
        return digest.replaceFirst("florin1-[0-9:]+-", "");
    }

    /** The time by a server's clock. */
    static Instant now(Address server) throws SQLException {
        var now = ask(server, "select clock_timestamp()::text").getFirst();
        return OffsetDateTime.parse(now.replace(' ', 'T') + ":00").toInstant();
    }

    /** The transfers that the journal has begun. */
    static TreeSet<String> transfers(Address server) throws SQLException {
        return new TreeSet<>(
                ask(server, "select distinct substr(ref, 3) from event where ref like 't/%'"));
    }

    /** As when the power fails: nothing is put away any more. */
    static void cutPowerOf(Command up, PostgresServer server) {
        var postmaster = ProcessHandle.of(server.pid()).orElseThrow();
        var all = new ArrayList<>(up.nodes());
        all.add(postmaster);
        all.addAll(postmaster.descendants().toList());
        up.kill();
        all.forEach(ProcessHandle::destroyForcibly);
        await().atMost(LIMIT).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
        up.awaitEnd();
    }
}
