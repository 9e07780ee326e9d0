package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.florin.sandbox.kafka.BrokerSettings;
import io.florin.sandbox.kafka.KafkaProcess;
import io.florin.sandbox.kubernetes.ApiServer;
import io.florin.sandbox.kubernetes.Authority;
import io.florin.sandbox.kubernetes.Pod;
import io.florin.sandbox.kubernetes.Pod.State;
import io.florin.sandbox.node.NodeAddress;
import io.florin.sandbox.node.NodeCommand;
import io.florin.sandbox.node.NodeMain;
import io.florin.sandbox.node.NodeProcess;
import io.florin.sandbox.postgres.PostgresServer;
import io.florin.sandbox.terminal.CommandFailed;
import io.florin.sandbox.terminal.Progress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes find one another through the Kubernetes API, which lists more than them; and nodes that may
 * not use it, or cannot trust it, say so and end.
 */
@TestMethodOrder(OrderAnnotation.class)
class FormationTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** That it happens at all on a busy machine; the time asked for, 10 s, is what is printed. */
    private static final Duration JOINED = Duration.ofSeconds(30);

    private static final List<Integer> NODES = List.of(2, 3, 4);

    /** The one with the lowest address. */
    private static final int FOUNDER = 2;

    @TempDir static Path data;

    private static final Map<Integer, NodeProcess> running = new TreeMap<>();
    private static final List<HttpServer> listeners = new ArrayList<>();

    /** Whose management somebody has asked, and should not have. */
    private static final List<String> disturbed = new CopyOnWriteArrayList<>();

    private static Place place;
    private static KafkaProcess kafka;
    private static PostgresServer postgres;
    private static Authority authority;
    private static ApiServer api;

    @BeforeAll
    static void start() throws Exception {
        place = Place.in(data);
        kafka = KafkaProcess.start(BrokerSettings.in(data), Progress.silent());
        postgres = PostgresServer.start(place.postgres(), Progress.silent());
        authority = Authority.in(data.resolve("authority"));
        Files.writeString(data.resolve("token"), ApiServer.TOKEN);
        Files.writeString(data.resolve("namespace"), ApiServer.NAMESPACE);
        api = ApiServer.start(authority.valid());
        for (var stranger : strangers().toList()) listen(stranger);
        kafka.awaitServing();
    }

    @AfterAll
    static void stop() {
        running.values().forEach(node -> node.awaitEnd(Duration.ZERO));
        listeners.forEach(listener -> listener.stop(0));
        api.close();
        kafka.end();
        PostgresServer.stopIn(place.postgres(), Progress.silent());
    }

    /** Readiness cannot be asked for: no node is ready before there is a cluster. */
    @Test
    @Order(1)
    void threePodsOfWhichNoneIsReadyFormOneCluster() {
        api.list(Stream.concat(strangers(), nodes(State.STARTED)));
        long begun = System.nanoTime();
        for (int node : NODES) start(node, api);
        running.values().forEach(node -> node.awaitReady(LIMIT));
        report("three processes are one cluster and serve", begun);
        assertThatAllSeeTheSameThree();
        assertThat(api.complaints()).isEmpty();
    }

    @Test
    @Order(2)
    void podsOfAnotherAppAndPodsThatDoNotRunAreNotAsked() {
        assertThat(disturbed).isEmpty();
    }

    /**
     * It would found, by its address; and a pod that runs, is not ready and is silent delays it
     * not.
     */
    @Test
    @Order(3)
    void aFreshNodeFindsTheClusterAndFoundsNone() {
        node(FOUNDER).requestEnd();
        node(FOUNDER).awaitEnd(LIMIT);
        await().atMost(LIMIT).until(() -> seesUp(3, 2) && seesUp(4, 2));
        var silent = new Pod("florin-stuck", "florin", "127.0.0.17", management(), State.STARTED);
        var others = nodes(State.READY).filter(pod -> !pod.equals(pod(FOUNDER, State.READY)));
        var fresh = Stream.of(silent, pod(FOUNDER, State.STARTED));
        api.list(Stream.of(strangers(), others, fresh).flatMap(pods -> pods));
        long begun = System.nanoTime();
        start(FOUNDER, api);
        await().atMost(JOINED).pollInterval(Duration.ofMillis(50)).until(() -> seesUp(3, 3));
        report("a fresh node is up", begun);
        node(FOUNDER).awaitReady(JOINED);
        report("a fresh node serves", begun);
        assertThatAllSeeTheSameThree();
        assertThat(api.complaints()).isEmpty();
        assertThat(disturbed).isEmpty();
    }

    @Test
    @Order(4)
    void aNodeThatMayNotUseTheApiEndsWithOneSentence() throws Exception {
        try (var forbidding = ApiServer.start(authority.valid());
                var expired = ApiServer.start(authority.expired())) {
            forbidding.forbid();
            long begun = System.nanoTime();
            start(5, forbidding);
            start(6, expired);
            assertThat(lastSentence(5))
                    .contains("forbids this node to list the pods of namespace florin")
                    .contains("system:serviceaccount:florin:florin")
                    .contains("a Role that allows get, list and watch of pods there");
            assertThat(lastSentence(6))
                    .contains("127.0.0.1:" + expired.port())
                    .containsPattern("has a certificate that expired on \\d{4}-\\d\\d-\\d\\dT")
                    .contains("renew it");
            report("both nodes have ended", begun);
        }
    }

    private static String lastSentence(int node) throws IOException {
        assertThatThrownBy(() -> node(node).awaitReady(LIMIT))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("ended with status 1");
        var log = Files.readString(data.resolve("nodes/" + address(node).host() + ".log"));
        var sentences =
                log.lines().filter(line -> line.startsWith("The node cannot start")).toList();
        assertThat(sentences).as(log).hasSize(1);
        return sentences.getFirst();
    }

    private static void assertThatAllSeeTheSameThree() {
        await().atMost(LIMIT).until(() -> NODES.stream().allMatch(node -> place.isUp(node, 3)));
        var views = NODES.stream().map(node -> members(node).path("members")).distinct();
        assertThat(views).hasSize(1);
        var leaders = NODES.stream().map(node -> members(node).path("leader")).distinct();
        assertThat(leaders).hasSize(1);
    }

    private static boolean seesUp(int node, int all) {
        return members(node).path("members").findValuesAsText("status").stream()
                        .filter("Up"::equals)
                        .count()
                == all;
    }

    private static JsonNode members(int node) {
        try {
            return place.management(node).get("/cluster/members").json();
        } catch (IOException e) {
            throw new AssertionError("Node " + node + " does not answer.", e);
        }
    }

    /** They are in the list, too, and not to be spoken to. */
    private static Stream<Pod> strangers() {
        return Stream.of(
                new Pod("prometheus-0", "prometheus", "127.0.0.11", management(), State.READY),
                new Pod("florin-new", "florin", "127.0.0.12", management(), State.PENDING),
                new Pod("florin-broken", "florin", "127.0.0.13", management(), State.CRASHING),
                new Pod("florin-evicted", "florin", "127.0.0.14", management(), State.FAILED),
                new Pod("florin-old", "florin", "127.0.0.15", management(), State.ENDING));
    }

    private static void listen(Pod stranger) throws IOException {
        var address = new InetSocketAddress(stranger.address(), stranger.managementPort());
        var listener = HttpServer.create(address, 0);
        listener.createContext(
                "/",
                exchange -> {
                    disturbed.add(stranger.name());
                    exchange.sendResponseHeaders(404, -1);
                    exchange.close();
                });
        listener.start();
        listeners.add(listener);
    }

    private static Stream<Pod> nodes(State state) {
        return NODES.stream().map(node -> pod(node, state));
    }

    private static Pod pod(int node, State state) {
        return new Pod("florin-" + node, "florin", address(node).host(), management(), state);
    }

    private static int management() {
        return place.ports().management();
    }

    private static NodeProcess node(int number) {
        return Objects.requireNonNull(running.get(number));
    }

    private static NodeAddress address(int node) {
        return NodeAddress.numbered(node, place.ports());
    }

    /** A process that knows of Kubernetes what a pod would know. */
    private static void start(int node, ApiServer server) {
        var folder = new DataFolder(data);
        var discovery = "pekko.discovery.kubernetes-api.";
        var command =
                new NodeCommand(
                        NodeMain.class.getName(),
                        postgres.address(),
                        kafka.address(),
                        folder.operatorKey(),
                        folder.identitySecret(),
                        List.of(),
                        null,
                        256,
                        Map.of(
                                "florin.cluster.formation",
                                "kubernetes",
                                discovery + "api-ca-path",
                                authority.file().toString(),
                                discovery + "api-token-path",
                                data.resolve("token").toString(),
                                discovery + "pod-namespace-path",
                                data.resolve("namespace").toString(),
                                discovery + "api-service-host-env-name",
                                "CONFIG_FORCE_api_host",
                                discovery + "api-service-port-env-name",
                                "CONFIG_FORCE_api_port"),
                        Map.of("api.host", "127.0.0.1", "api.port", "" + server.port()));
        running.put(node, NodeProcess.start(address(node), command, folder.nodes()));
    }

    private static void report(String what, long begunNanos) {
        var millis = Duration.ofNanos(System.nanoTime() - begunNanos).toMillis();
        System.out.println("%s after %d ms".formatted(what, millis));
    }
}
