package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.florin.persistence.release.Release;
import io.florin.sandbox.node.NodeAddress;
import io.florin.sandbox.node.NodeAddress.Ports;
import io.florin.sandbox.postgres.Address;
import io.florin.sandbox.postgres.PostgresServer;
import io.florin.sandbox.postgres.PostgresSettings;
import io.florin.sandbox.terminal.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of one node with one app, and those who want to come in and may not. */
class NewcomerTest {
    private static final Release OWN = Release.ofThisBuild();

    @TempDir private static Path folder;

    private static PostgresSettings postgres;
    private static Address database;
    private static NodeAddress one;
    private static NodeAddress two;
    private static Newcomer member;

    @BeforeAll
    static void start() throws IOException {
        var binaries = Files.createDirectories(Path.of("target", "binaries").toAbsolutePath());
        Files.createSymbolicLink(folder.resolve("binaries"), binaries);
        postgres = PostgresSettings.in(folder);
        database = PostgresServer.start(postgres, Progress.silent()).address();
        var ports = new Ports(freePort(), freePort(), freePort(), freePort());
        one = NodeAddress.numbered(1, ports);
        two = NodeAddress.numbered(2, ports);
        member = Newcomer.start(one, database, List.of(one), shop(), List.of());
        member.awaitReady();
    }

    @AfterAll
    static void stop() {
        if (member != null) member.close();
        PostgresServer.stopIn(postgres, Progress.silent());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Map<String, String> shop() throws IOException {
        var apps = Files.createDirectories(folder.resolve("apps"));
        Files.writeString(apps.resolve("shop.conf"), "schedule = \"shop-1\"\nassets { USD = 2 }\n");
        return Map.of("florin.http.apps-folder", apps.toString());
    }

    /** A classpath on which this build says that it is of another release. */
    private static List<Path> release(Release release) throws IOException {
        var build = folder.resolve("release-" + release);
        Files.createDirectories(build.resolve("florin"));
        Files.writeString(build.resolve("florin/release.properties"), "release = " + release);
        return List.of(build);
    }

    private static Release minor(int ahead) {
        return new Release(OWN.major(), OWN.minor() + ahead, 0);
    }

    private static void assertRefused(Newcomer newcomer, String... says) {
        try (newcomer) {
            assertThat(newcomer.awaitEnd()).isEqualTo(1);
            assertThat(newcomer.said()).contains(says);
            assertThat(newcomer.said().lines().filter(line -> line.startsWith("The node cannot")))
                    .hasSize(1);
        }
    }

    @Test
    void aSecondClusterOnTheDatabaseIsRefused() throws IOException {
        assertRefused(
                Newcomer.start(two, database, List.of(two), shop(), List.of()),
                "belongs to the cluster of the node at florin@" + one.host(),
                "pekko.cluster.seed-nodes names no member");
    }

    @Test
    void aNodeThatDoesNotKnowAnAppIsRefused() throws IOException {
        assertRefused(
                Newcomer.start(two, database, List.of(one, two), Map.of(), List.of()),
                "serves apps that this one does not know (shop)");
    }

    @Test
    void aReleaseTwoAheadIsRefusedAndLeavesTheSchemaAlone() throws IOException {
        assertRefused(
                Newcomer.start(two, database, List.of(one, two), shop(), release(minor(2))),
                "This node is of release " + minor(2));
        assertThat(count("select count(*) from schema_release")).isOne();
    }

    @Test
    void aReleaseThatTheSchemaIsTooNewForIsRefused() throws IOException {
        execute("insert into schema_release (release) values ('" + minor(2) + "')");
        try {
            assertRefused(
                    Newcomer.start(two, database, List.of(one, two), shop(), List.of()),
                    "has the schema of release " + minor(2));
        } finally {
            execute("delete from schema_release where release = '" + minor(2) + "'");
        }
    }

    @Test
    void aNodeWithOtherShardsEndsInsteadOfJoining() throws IOException {
        var settings = Map.of("florin.limit.shards", "7");
        try (var newcomer =
                Newcomer.start(
                        two, database, List.of(one, two), with(shop(), settings), List.of())) {
            assertThat(newcomer.awaitEnd()).isEqualTo(1);
            assertThat(newcomer.said()).contains("incompatible cluster configuration");
            // Who lets nodes in compares, and tells which setting it is.
            assertThat(member.said()).contains("florin.limit.shards is 7 there and 64 here");
        }
    }

    /** An upgrade, and the node of the release before is started again in the middle of it. */
    @Test
    void theNextReleaseComesInBesideThisOneWhichMayStartAgain() throws IOException {
        try (var next =
                Newcomer.start(two, database, List.of(one, two), shop(), release(minor(1)))) {
            next.awaitReady();
            member.close();
            member = Newcomer.start(one, database, List.of(two, one), shop(), List.of());
            member.awaitReady();
        } finally {
            execute("delete from schema_release where release = '" + minor(1) + "'");
        }
    }

    private static Map<String, String> with(Map<String, String> one, Map<String, String> more) {
        var all = new HashMap<>(one);
        all.putAll(more);
        return all;
    }

    private static void execute(String sql) {
        try (var connection =
                        DriverManager.getConnection(
                                database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static long count(String sql) {
        try (var connection =
                        DriverManager.getConnection(
                                database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
