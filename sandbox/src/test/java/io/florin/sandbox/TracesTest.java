package io.florin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.florin.sandbox.HookReceiver.Told;
import io.florin.sandbox.SpanCollector.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes as a user starts them: one id from the client's header to the log of the wallet's node,
 * the job's run, the provider that it calls and the app that is told of its end.
 */
class TracesTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration PIECES_LIMIT = Duration.ofSeconds(15);
    private static final int TRACES = 3;
    private static final String WALLETS_LOG = "io.florin.node.wallet.WorkLog";

    @TempDir static Path data;

    private static final List<String> ASKED = new CopyOnWriteArrayList<>();
    private static HttpServer model;
    private static HookReceiver receiver;
    private static SpanCollector collector;
    private static Client client;
    private static Command up;

    @BeforeAll
    static void start() throws IOException {
        receiver = new HookReceiver();
        model = brokenModel();
        collector = new SpanCollector();
        var shared = Files.createDirectories(Path.of("target", "binaries").toAbsolutePath());
        Files.createSymbolicLink(data.resolve("binaries"), shared);
        int port = freePort();
        up =
                Command.run(
                        Florin.class,
                        Map.of(
                                "FLORIN_LOG_FORMAT",
                                "json",
                                "CONFIG_FORCE_florin_providers_openai_base__url",
                                "http://127.0.0.1:" + model.getAddress().getPort() + "/v1",
                                "CONFIG_FORCE_florin_providers_openai_api__key",
                                "sk-nobodys",
                                "CONFIG_FORCE_florin_traces_otlp__endpoint",
                                collector.endpoint()),
                        List.of(
                                "up",
                                "--nodes",
                                "2",
                                "--data",
                                data.toString(),
                                "--port",
                                Integer.toString(port),
                                "--management-port",
                                Integer.toString(freePort()),
                                "--remoting-port",
                                Integer.toString(freePort()),
                                "--metrics-port",
                                Integer.toString(freePort())));
        up.awaitLine("Ctrl-C ends it.");
        client = new Client(port, Files.readString(data.resolve("operator.key")).strip());
        for (var logger : List.of("io.florin.node.wallet", "io.florin.node.job")) {
            await().atMost(LIMIT).until(() -> isDebugged(logger));
        }
    }

    /** A node that has just joined may not be known to the others yet. */
    private static boolean isDebugged(String logger) throws IOException {
        var wish = "{\"level\":\"debug\",\"minutes\":10}";
        var nodes = ok(client.put("/v1/log-levels/" + logger, wish)).path("nodes");
        return nodes.size() == 2
                && nodes.valueStream().allMatch(it -> it.asText().equals("changed"));
    }

    @AfterAll
    static void stop() {
        up.close();
        receiver.close();
        model.stop(0);
        collector.close();
    }

    /** Has a bad day, so that the next provider is asked; it keeps what it is told. */
    private static HttpServer brokenModel() throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 8);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        ASKED.add(String.valueOf(exchange.getRequestHeaders().get("traceparent")));
                        exchange.sendResponseHeaders(500, -1);
                    }
                });
        server.start();
        return server;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static JsonNode ok(Client.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isBetween(200, 299);
        return reply.json();
    }

    private static String traceId(int number) {
        return "4bf92f3577b34da6a3ce929d0e0e%04d".formatted(number);
    }

    private static String trace(int number) {
        return "00-" + traceId(number) + "-00f067aa0ba902b7-00";
    }

    private static List<List<JsonNode>> logs() {
        return NodeLogs.in(data.resolve("nodes"));
    }

    private static Stream<JsonNode> of(List<JsonNode> lines, int number) {
        return lines.stream().filter(it -> it.path("traceId").asText().equals(traceId(number)));
    }

    private static JsonNode awaitLine(int number, String logger, String words) {
        Predicate<JsonNode> isIt =
                it ->
                        it.path("logger").asText().startsWith(logger)
                                && it.path("message").asText().contains(words);
        await().alias(logger + " " + words)
                .atMost(LIMIT)
                .until(() -> logs().stream().anyMatch(log -> of(log, number).anyMatch(isIt)));
        return logs().stream().flatMap(log -> of(log, number)).filter(isIt).findFirst().get();
    }

    private static void deposit(String wallet, int number) throws IOException {
        ok(
                client.post(
                        "/v1/deposits",
                        "wire-" + number,
                        trace(number),
                        "{\"wallet\":\"%s\",\"asset\":\"USD\",\"amount\":1000,\"account\":\"@external:bank\"}"
                                .formatted(wallet)));
    }

    /** The edge is one node; wallets live on both. */
    @Test
    void theNodeOfAWalletLogsUnderTheIdsOfTheRequest() throws Exception {
        for (int n = 0; n < 12; n++) {
            ok(client.post("/v1/wallets", "{\"id\":\"w%d\",\"owner\":\"x\"}".formatted(n)));
            deposit("w" + n, n);
            awaitLine(n, WALLETS_LOG, "w" + n + ": Deposit");
        }
        var nodes = new HashSet<Integer>();
        var logs = logs();
        for (int n = 0; n < 12; n++) {
            for (int node = 0; node < logs.size(); node++) {
                var its = of(logs.get(node), n).map(it -> it.path("logger").asText()).toList();
                if (its.contains(WALLETS_LOG)) nodes.add(node);
            }
        }
        assertThat(nodes).hasSize(2);
    }

    @Test
    void aBrokenHeaderLeavesNoTrace() throws Exception {
        ok(client.post("/v1/wallets", "{\"id\":\"odd\",\"owner\":\"x\"}"));
        var broken = trace(77).replace("-00f067aa0ba902b7", "-0000000000000000");
        ok(
                client.post(
                        "/v1/deposits",
                        "odd",
                        broken,
                        "{\"wallet\":\"odd\",\"asset\":\"USD\",\"amount\":1000,\"account\":\"@external:bank\"}"));
        await().atMost(LIMIT)
                .until(() ->
                        logs().stream()
                                .flatMap(List::stream)
                                .anyMatch(it -> it.path("message").asText().contains("/odd: Dep")));
        assertThat(logs()).allSatisfy(log -> assertThat(of(log, 77)).isEmpty());
    }

    private void job(String id, String trace, String price) throws IOException {
        ok(
                client.post(
                        "/v1/jobs",
                        id,
                        trace,
                        "{\"id\":\"%s\",\"queue\":\"ai\",\"kind\":\"ai.reading\",\"payload\":{\"question\":\"Rain?\"}%s}"
                                .formatted(id, price)));
    }

    /** One with a price, whose row its wallet's event may have made, and one without. */
    @Test
    void aJobsRunIsAPartOfTheTraceAndSoIsWhatItAsksAndWhoIsTold() throws Exception {
        ok(
                client.post(
                        "/v1/webhook-endpoints",
                        "{\"url\":\"%s\",\"events\":[\"job.*\"]}".formatted(receiver.url("/all"))));
        ok(client.post("/v1/wallets", "{\"id\":\"ann\",\"owner\":\"x\"}"));
        deposit("ann", 50);
        job("priced", trace(60), ",\"price\":{\"wallet\":\"ann\",\"asset\":\"USD\",\"amount\":5}");
        job("plain", trace(61), "");
        for (int number : List.of(60, 61)) {
            var run = awaitLine(number, "io.florin.node.job", "begins");
            var over = awaitLine(number, "io.florin.node.job", "is over: SUCCEEDED");
            assertThat(over.path("requestId")).isEqualTo(run.path("requestId"));
            assertThat(run.path("requestId").asText()).isNotEqualTo("00f067aa0ba902b7");
            var asked = "[00-" + traceId(number) + "-" + run.path("requestId").asText() + "-00]";
            assertThat(ASKED).contains(asked);
        }
        // The end of the job's price at its wallet, by the run.
        var end = awaitLine(60, WALLETS_LOG, "ann: EndJob");
        var run = awaitLine(60, "io.florin.node.job", "begins");
        assertThat(end.path("requestId")).isEqualTo(run.path("requestId"));
        await().atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(receiver.taken("/all"))
                                .extracting(Told::traceparent)
                                .anyMatch(it -> it.contains(traceId(60)))
                                .anyMatch(it -> it.contains(traceId(61))));
    }

    private static Optional<Span> span(int number, String name) {
        return collector.of(traceId(number)).filter(span -> span.name().equals(name)).findFirst();
    }

    /** Of a trace that its sender wants to see; of no other anything is collected. */
    @Test
    void aSampledTraceIsCollectedWithItsPiecesInTheirPlaces() throws Exception {
        ok(client.post("/v1/wallets", "{\"id\":\"sam\",\"owner\":\"x\"}"));
        deposit("sam", 89);
        int number = collected(90);
        var request = span(number, "http request").orElseThrow();
        var command = span(number, "wallet command").orElseThrow();
        assertThat(request.parent()).isEqualTo("00f067aa0ba902b7");
        assertThat(command.parent()).isEqualTo(request.id());
        assertThat(collector.of(traceId(number)))
                .anyMatch(it ->
                        it.name().equals("journal write") && it.parent().equals(command.id()));
        assertThat(span(number, "job run").orElseThrow().parent()).isIn(request.id(), command.id());
        assertThat(collector.of(traceId(89))).isEmpty();
    }

    /**
     * Nobody waits for a collector, so pieces may be lost: the first trace that has all of them.
     */
    private int collected(int first) throws IOException {
        var names = List.of("http request", "wallet command", "journal write", "job run");
        for (int number = first; number < first + TRACES; number++) {
            int it = number;
            var sampled = trace(it).replaceFirst("00$", "01");
            var price = ",\"price\":{\"wallet\":\"sam\",\"asset\":\"USD\",\"amount\":5}";
            job("seen-" + it, sampled, price);
            try {
                await().atMost(PIECES_LIMIT)
                        .until(() -> names.stream().allMatch(name -> span(it, name).isPresent()));
                return it;
            } catch (ConditionTimeoutException e) {
                var there = collector.of(traceId(it)).map(Span::name).toList();
                System.out.println("Of trace " + it + " there are only: " + there);
            }
        }
        throw new AssertionError("No trace has all of " + names);
    }
}
